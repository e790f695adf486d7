package latchkey.database;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that PostgreSQL is away: when it goes, once a minute after that, and when it is back. For any thread. */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long REMINDER_NANOS = TimeUnit.MINUTES.toNanos(1);

    private volatile boolean away;
    private long since;
    private long said;

    void away(DatabaseAway failure) {
        synchronized (this) {
            long now = System.nanoTime();
            if (!away) {
                since = now;
            }
            if (!away || now - said >= REMINDER_NANOS) {
                said = now;
                LOG.warn("{}", failure.getMessage());
            }
            away = true;
        }
    }

    void answered() {
        if (away) {
            back();
        }
    }

    private synchronized void back() {
        if (away) {
            away = false;
            LOG.info("PostgreSQL answers again, after {} s", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
        }
    }
}
