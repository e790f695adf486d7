package latchkey.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import latchkey.config.tls.Authorities;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one request to the staff API and turns the answer into a value, or into {@link Unauthorized},
 * {@link Unavailable} or {@link Refused}. Blocks; made for virtual threads. For any thread.
 */
final class Transport {

    static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client;
    private final String base;
    private final BooleanSupplier asked;

    /** @param asked whether a person caused what the calling thread does */
    Transport(URI staffUrl, BooleanSupplier asked) {
        base = staffUrl.toString().replaceAll("/+$", "") + "/api/v1";
        this.asked = asked;
        client = client("https".equals(staffUrl.getScheme()));
    }

    /** For TLS it trusts the authorities that this machine trusts. */
    private static HttpClient client(boolean secure) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        return secure ? client.sslContext(Authorities.ofSystem().context()).build() : client.build();
    }

    /** @param forwardedFor the addresses that the member's request came through, the browser's first */
    HttpRequest.Builder request(String path, String forwardedFor) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("X-Forwarded-For", forwardedFor);
        return asked.getAsBoolean() ? request : request.header("Latchkey-Background", "true");
    }

    static HttpRequest.BodyPublisher json(Object body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    <T> T value(HttpRequest request, Class<T> type) {
        return read(text(request), type);
    }

    String text(HttpRequest request) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw failure(response.statusCode(), response.body());
        }
        return response.body();
    }

    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new Unavailable(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        }
    }

    /** An answer whose body may take any length of time; its head has the usual time limit. */
    HttpResponse<InputStream> open(HttpRequest request) {
        var answer = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            return answer.get(PATIENCE.toMillis(), MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new Unavailable(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        }
    }

    /**
     * Each line of an answer that comes over a longer time.
     *
     * @param patience for the whole answer: a request's own timeout covers only the time until it begins
     */
    void lines(HttpRequest request, Consumer<String> line, Duration patience) {
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        var limit = CompletableFuture.runAsync(
                () -> end(response.body()), delayedExecutor(patience.toMillis(), MILLISECONDS));
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            if (response.statusCode() != 200) {
                throw failure(response.statusCode(), lines.readAllAsString());
            }
            lines.lines().forEach(line);
        } catch (IOException | UncheckedIOException e) {
            throw new Unavailable("the answer broke off");
        } finally {
            limit.cancel(false);
        }
    }

    static void end(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RuntimeException failure(int status, String body) {
        return failure(status, () -> problem(status, body));
    }

    static RuntimeException failure(Problem problem) {
        return failure(problem.status(), () -> problem);
    }

    /** By the status alone if that is enough: a proxy in between has error pages of its own. */
    private static RuntimeException failure(int status, Supplier<Problem> problem) {
        if (status == 401) {
            return new Unauthorized(problem.get().reason());
        }
        boolean isAway = status >= 500 && status != 501 && !(status == 503 && isQueue(problem.get()));
        return isAway ? new Unavailable("status " + status) : new Refused(problem.get());
    }

    /** Whether the backend works, but is busy with other requests. */
    private static boolean isQueue(Problem problem) {
        return Set.of("busy", "import-running", "being-changed").contains(problem.name());
    }

    private static Problem problem(int status, String body) {
        try {
            return JSON.readValue(body, Problem.class);
        } catch (JacksonException e) {
            return new Problem(
                    "about:blank",
                    "HTTP " + status,
                    status,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private static <T> T read(String body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JacksonException e) {
            throw new Unavailable("not the answer that the document describes");
        }
    }
}
