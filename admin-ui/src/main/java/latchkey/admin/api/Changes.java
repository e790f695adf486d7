package latchkey.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.delayedExecutor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import latchkey.admin.api.event.Change;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The stream of changes of one signed-in member: one connection however many pages are open, reopened when it
 * breaks. Listeners are called on the reading thread.
 */
public final class Changes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(15);

    /** The backend sends a line every 15 seconds: after three missing ones the connection is dead. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    /** From Java 26 on a request's timeout covers the answer's body too; before, only its head. */
    private static final Duration LONGEST_STREAM = Duration.ofDays(1);

    private final Transport transport;
    private final StaffApi api;
    private final Duration longestSilence;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile InputStream stream = InputStream.nullInputStream();

    Changes(Transport transport, StaffApi api, Duration longestSilence) {
        this.transport = transport;
        this.api = api;
        this.longestSilence = longestSilence;
    }

    /** Calls the listener for each change until the returned task is run. The first listener opens the stream. */
    public Runnable listen(Consumer<Change> listener) {
        listeners.add(listener);
        if (reading.compareAndSet(false, true)) {
            var _ = Thread.ofVirtual().name("changes").start(this::read);
        }
        return () -> listeners.remove(listener);
    }

    /** Changes may have been missed, so every open page reloads. */
    void signedInAgain() {
        tell(Change.ANYTHING);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            stream.close();
        } catch (IOException e) {
            log.atDebug().setCause(e).log("The stream of changes was broken already");
        }
    }

    private void read() {
        try {
            Duration pause = PAUSE;
            boolean first = true;
            do {
                Duration next = follow(first);
                if (next.equals(LONG_PAUSE) && !pause.equals(LONG_PAUSE)) {
                    tell(Change.SESSION_OVER);
                }
                pause = next;
                first = false;
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the stream breaks, with the pause before opening it again. */
    private Duration follow(boolean first) {
        try {
            read(first);
            return PAUSE;
        } catch (Unavailable | IOException e) {
            log.atDebug().addKeyValue("why", e.getMessage()).log("The stream of changes broke");
            return PAUSE;
        } catch (Unauthorized | Refused _) {
            log.atDebug().log("The stream of changes was refused until the member signs in again");
            return LONG_PAUSE;
        }
    }

    private void read(boolean first) throws IOException {
        String token = api.tokens().access();
        HttpResponse<InputStream> response = open(token);
        if (response.statusCode() == 401) {
            response.body().close();
            response = open(api.tokens().accessAfter(token));
        }
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            stream = response.body();
            if (response.statusCode() != 200) {
                throw Transport.failure(response.statusCode(), "");
            }
            if (!first) {
                tell(Change.ANYTHING);
            }
            dispatch(lines);
        }
    }

    private HttpResponse<InputStream> open(String token) {
        return transport.open(api.request("/changes", token)
                .setHeader("Accept", "text/event-stream")
                .timeout(LONGEST_STREAM)
                .build());
    }

    private void dispatch(BufferedReader lines) throws IOException {
        String line = next(lines);
        while (line != null && closed.getCount() > 0) {
            if (line.startsWith("data:")) {
                tell(line.substring(5).strip());
            }
            line = next(lines);
        }
    }

    private @Nullable String next(BufferedReader lines) throws IOException {
        var limit = CompletableFuture.runAsync(
                () -> Transport.end(stream), delayedExecutor(longestSilence.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return lines.readLine();
        } finally {
            limit.cancel(false);
        }
    }

    private void tell(String data) {
        try {
            tell(Transport.JSON.readValue(data, Change.class));
        } catch (JacksonException e) {
            log.atDebug().log("A change could not be read");
        }
    }

    private void tell(Change change) {
        for (Consumer<Change> listener : listeners) {
            listener.accept(change);
        }
    }
}
