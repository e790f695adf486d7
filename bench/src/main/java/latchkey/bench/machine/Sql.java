package latchkey.bench.machine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Statements to a database, each time over a new connection.
 *
 * @param url for JDBC
 */
public record Sql(String url, String user, String password) {

    public void execute(String... statements) {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused what sets the scene", e);
        }
    }

    public long count(String from) {
        return number("select count(*) from " + from);
    }

    /** The number that a query returns. */
    public long number(String query) {
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL could not count", e);
        }
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
