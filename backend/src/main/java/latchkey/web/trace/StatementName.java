package latchkey.web.trace;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;

/** What a statement does to which tables, as a span shows it: nothing else of its text. */
final class StatementName {

    private static final Pattern WRITES = Pattern.compile("\\b(insert into|update|delete from)\\s+([a-z_]+)");
    private static final Pattern READS = Pattern.compile("\\bfrom\\s+([a-z_]+)");

    private StatementName() {}

    static String of(String sql) {
        String writes = WRITES.matcher(sql)
                .results()
                .map(write -> write.group(1).split(" ", 2)[0] + " " + write.group(2))
                .distinct()
                .collect(joining(", "));
        return writes.isEmpty()
                ? READS.matcher(sql)
                        .results()
                        .findFirst()
                        .map(read -> "select " + read.group(1))
                        .orElse("statement")
                : writes;
    }
}
