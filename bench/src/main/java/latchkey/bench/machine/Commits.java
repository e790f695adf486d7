package latchkey.bench.machine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** How many one-row transactions PostgreSQL commits a second with nothing else to do: no load can have more. */
public final class Commits {

    private static final int CONNECTIONS = 16;

    private final Sql sql;

    public Commits(Sql sql) {
        this.sql = sql;
    }

    public double perSecond(Duration duration) {
        sql.execute("create table if not exists commits (number bigint)");
        var committed = new LongAdder();
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.execute(() -> commit(committed, start + duration.toNanos()));
            }
        }
        double perSecond = committed.sum() / ((System.nanoTime() - start) / 1e9);
        sql.execute("drop table commits");
        return perSecond;
    }

    private void commit(LongAdder committed, long end) {
        try (var connection = sql.connection();
                var insert = connection.prepareStatement("insert into commits values (1)")) {
            while (System.nanoTime() < end) {
                insert.executeUpdate();
                committed.increment();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused to commit", e);
        }
    }
}
