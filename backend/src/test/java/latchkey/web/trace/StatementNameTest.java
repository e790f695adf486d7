package latchkey.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces name a statement by its tables. */
class StatementNameTest {

    private static final Pattern TEXT =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("\\b([a-z_]+) as (?:materialized )?\\(");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "with a as (insert into link (id) values ($1)), b as (update account set x = 'y') delete from session"
                        + " | insert link, update account, delete session",
                "select email from contact c where c.email = 'me@example.test' | select contact",
                "insert into rate_limit values ($1) on conflict (key) do update set count = 1 | insert rate_limit",
                "select id from job where id = $1 for update nowait | select job",
                "select id from mail for no key update of mail skip locked | select mail",
                "select extract(epoch from now()), a is distinct from b from staff | select staff",
                "select u from unnest($1::text[]) u join link on true | statement",
                "with over as (select key from rate_limit) select max(until) from over | select rate_limit",
                "with over as materialized (select 1) select max(until) from over | statement",
                "select 1 | statement",
            })
    void a_statement_is_named_by_what_it_does_to_which_tables(String sql, String name) {
        assertThat(StatementName.of(sql)).isEqualTo(name);
        assertThat(StatementName.of(sql.replace(" ", "\n    "))).isEqualTo(name);
    }

    /** A word that is mistaken for a table would be shown as one for ever. */
    @Test
    void every_table_that_a_statement_of_ours_is_named_by_is_there() {
        Set<String> names = new TreeSet<>();
        Set<String> known = new TreeSet<>(List.of("import_row"));
        for (Path source : sources()) {
            PART.matcher(read(source)).results().forEach(part -> known.add(part.group(1)));
            TEXT.matcher(hasStatements(source) ? read(source) : "")
                    .results()
                    .map(text -> StatementName.of(text.group()))
                    .filter(name -> !name.equals("statement"))
                    .flatMap(name -> Arrays.stream(name.split(", ")))
                    .forEach(name -> names.add(name.split(" ", 2)[1]));
        }
        try (World world = World.start()) {
            known.addAll(
                    world.sql("select table_name from information_schema.tables where table_schema = 'public'").stream()
                            .map(row -> row.getString(0))
                            .collect(Collectors.toSet()));
        }
        assertThat(names).contains("contact", "mail", "rate_limit").isSubsetOf(known);
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/latchkey"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasStatements(Path source) {
        return source.toString().endsWith("Table.java")
                || source.toString().endsWith("Statements.java")
                || source.startsWith("src/main/java/latchkey/database");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
