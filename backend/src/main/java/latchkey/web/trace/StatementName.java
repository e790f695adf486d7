package latchkey.web.trace;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;

/** What a statement does to which tables: the only part of its text in a span. */
final class StatementName {

    /** Followed by a word that isn't a table: do update set, for update of, extract(epoch from, is distinct from. */
    private static final Pattern NO_TABLE = Pattern.compile(
            "\\b(do|for|for\\s+no\\s+key)\\s+update\\b|\\bextract\\s*\\(\\s*\\w+\\s+from\\b|\\bdistinct\\s+from\\b");

    private static final Pattern WRITES = Pattern.compile("\\b(insert\\s+into|update|delete\\s+from)\\s+([a-z_]+)");

    /** A function isn't a table either. */
    private static final Pattern READS = Pattern.compile("\\bfrom\\s+([a-z_]++)(?!\\s*\\()");

    private StatementName() {}

    static String of(String sql) {
        String text = NO_TABLE.matcher(sql).replaceAll("");
        String writes = WRITES.matcher(text)
                .results()
                .map(write -> write.group(1).split("\\s", 2)[0] + " " + write.group(2))
                .distinct()
                .collect(joining(", "));
        return writes.isEmpty()
                ? READS.matcher(text)
                        .results()
                        .map(read -> read.group(1))
                        .filter(table -> !isPart(table, text))
                        .findFirst()
                        .map(table -> "select " + table)
                        .orElse("statement")
                : writes;
    }

    /** Whether the statement itself defines the name, by "with name as (". */
    private static boolean isPart(String name, String sql) {
        return Pattern.compile("\\b" + name + "\\s+as\\s+(materialized\\s+)?\\(")
                .matcher(sql)
                .find();
    }
}
