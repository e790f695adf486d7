package latchkey.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which migrations there are, and which of them Flyway has noted as done. */
final class Migrations {

    private static final Pattern FILE = Pattern.compile("V(\\d+)__\\w+\\.sql$");
    private static final String DONE = "select version from flyway_schema_history where success";

    private Migrations() {}

    /** Whether nothing is left to do. In a database without Flyway's table all is. Fails as the question does. */
    static Future<Boolean> areDone(Pool pool) {
        return pool.query(DONE)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> Objects.toString(row.getString("version")))
                        .collect(Collectors.toSet())
                        .containsAll(packaged()))
                .recover(failure ->
                        SqlState.isNoTable(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure));
    }

    /** The versions in this build. */
    static Set<String> packaged() {
        try {
            return files(Objects.requireNonNull(Migrations.class.getResource("/db/migration"))).stream()
                    .map(FILE::matcher)
                    .flatMap(Matcher::results)
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(URL folder) throws IOException {
        if (folder.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream().map(JarEntry::getName).toList();
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
            return files.map(Path::toString).toList();
        }
    }
}
