package latchkey.admin.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes a connection on which the head of a request, or the TLS handshake before it, has not arrived in time: an idle
 * timeout would restart with each byte.
 */
final class SlowHeads implements Connection.Listener {

    private final Scheduler scheduler;
    private final Duration longest;

    SlowHeads(Scheduler scheduler, Duration longest) {
        this.scheduler = scheduler;
        this.longest = longest;
    }

    @Override
    public void onOpened(Connection connection) {
        // The inner connection is the one that counts requests.
        if (!(connection instanceof SslConnection)) {
            watch(connection, 0, 0);
        }
    }

    @Override
    public void onClosed(Connection connection) {}

    /** Bytes but no complete request since the last check: somebody sends a head very slowly. */
    private void watch(Connection connection, long bytes, long requests) {
        var _ = scheduler.schedule(() -> look(connection, bytes, requests), longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Connection connection, long bytes, long requests) {
        if (!connection.getEndPoint().isOpen()) {
            return;
        }
        boolean waits = connection.getMessagesIn() == connection.getMessagesOut();
        if (waits && connection.getMessagesIn() == requests && bytes(connection) > bytes) {
            // Closing the connection itself would first answer as if we had failed.
            connection.getEndPoint().close();
        } else {
            watch(connection, bytes(connection), connection.getMessagesIn());
        }
    }

    /** With TLS all received bytes count: the inner connection gets none before the handshake is over. */
    private static long bytes(Connection connection) {
        return connection.getEndPoint() instanceof SslConnection.SslEndPoint inside
                ? inside.getSslConnection().getBytesIn()
                : connection.getBytesIn();
    }
}
