package latchkey.admin.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes a connection on which the head of a request has not arrived in time: an idle timeout starts anew with each
 * byte.
 */
final class SlowHeads implements Connection.Listener {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Scheduler scheduler;

    SlowHeads(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        // The connection inside it is the one that counts requests.
        if (!(connection instanceof SslConnection)) {
            watch(connection, 0, 0);
        }
    }

    @Override
    public void onClosed(Connection connection) {}

    /** Bytes came, and no request was complete, since the last look: somebody sends a head very slowly. */
    private void watch(Connection connection, long bytes, long requests) {
        var _ = scheduler.schedule(() -> look(connection, bytes, requests), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Connection connection, long bytes, long requests) {
        if (!connection.getEndPoint().isOpen()) {
            return;
        }
        boolean waits = connection.getMessagesIn() == connection.getMessagesOut();
        if (waits && connection.getMessagesIn() == requests && connection.getBytesIn() > bytes) {
            connection.close();
        } else {
            watch(connection, connection.getBytesIn(), connection.getMessagesIn());
        }
    }
}
