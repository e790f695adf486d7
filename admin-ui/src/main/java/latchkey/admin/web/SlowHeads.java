package latchkey.admin.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes a connection on which the head of a request, or what shakes hands by TLS before it, has not arrived in time: an
 * idle timeout starts anew with each byte.
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
        // The connection inside it is the one that counts requests.
        if (!(connection instanceof SslConnection)) {
            watch(connection, 0, 0);
        }
    }

    @Override
    public void onClosed(Connection connection) {}

    /** Bytes came, and no request was complete, since the last look: somebody sends a head very slowly. */
    private void watch(Connection connection, long bytes, long requests) {
        var _ = scheduler.schedule(() -> look(connection, bytes, requests), longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Connection connection, long bytes, long requests) {
        if (!connection.getEndPoint().isOpen()) {
            return;
        }
        boolean waits = connection.getMessagesIn() == connection.getMessagesOut();
        if (waits && connection.getMessagesIn() == requests && bytes(connection) > bytes) {
            // The connection itself would answer first, as if something of ours had failed.
            connection.getEndPoint().close();
        } else {
            watch(connection, bytes(connection), connection.getMessagesIn());
        }
    }

    /** By TLS all that came counts: the connection inside hears of nothing before hands are shaken. */
    private static long bytes(Connection connection) {
        return connection.getEndPoint() instanceof SslConnection.SslEndPoint inside
                ? inside.getSslConnection().getBytesIn()
                : connection.getBytesIn();
    }
}
