package latchkey.admin.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the staff API's operations from memory, over real HTTP. A test may script another answer for a path, make the
 * server slow, or send changes.
 */
public final class StubApi implements AutoCloseable {

    public static final JsonMapper JSON = new JsonMapper();
    public static final String PASSWORD = "a password for tests";

    /** A request as a script sees it. */
    public record Request(
            String method,
            String path,
            Map<String, String> query,
            String body,
            Optional<String> token,
            Optional<String> idempotencyKey,
            Optional<String> forwardedFor,
            boolean isBackground) {

        @SuppressWarnings("unchecked")
        public Map<String, Object> json() {
            return JSON.readValue(body, Map.class);
        }
    }

    /** What a script answers; the body is written as JSON, a text as it is, and a stream as it comes. */
    public record Answer(int status, Object body) {

        public static Answer ok(Object body) {
            return new Answer(200, body);
        }

        /** What is wrong with one field. */
        public static Answer invalid(String type, String field, String message) {
            return new Answer(
                    422,
                    Map.of(
                            "type",
                            "https://latchkey.example/problems/" + type,
                            "title",
                            type,
                            "status",
                            422,
                            "detail",
                            "Change it and try again.",
                            "errors",
                            List.of(Map.of("field", field, "message", message))));
        }

        /** More than may be, until the moment; what helps before that. */
        public static Answer limited(String title, String retryAt, String advice) {
            return new Answer(
                    429,
                    Map.of(
                            "type",
                            "https://latchkey.example/problems/limited",
                            "title",
                            title,
                            "status",
                            429,
                            "detail",
                            "Try again in 43 minutes. " + advice,
                            "retryAt",
                            retryAt,
                            "advice",
                            advice));
        }

        public static Answer problem(int status, String type, String detail) {
            return new Answer(
                    status,
                    Map.of(
                            "type",
                            "https://latchkey.example/problems/" + type,
                            "title",
                            type,
                            "status",
                            status,
                            "detail",
                            detail));
        }
    }

    private final HttpServer server;
    private final StubData data = new StubData();
    private final StubAnswers answers = new StubAnswers(data);
    private final Map<String, Function<Request, Answer>> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<CountDownLatch> held = Optional.empty();

    public StubApi() {
        this(0);
    }

    public StubApi(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public StubData data() {
        return data;
    }

    /** From now on this operation ("POST /contacts/1/invitation") is answered by the script. */
    public void script(String operation, Function<Request, Answer> answer) {
        scripts.put(operation, answer);
    }

    public void unscript(String operation) {
        scripts.remove(operation);
    }

    /** Every operation fails with this status, until {@link #recover}. */
    public void fail(int status) {
        scripts.put("*", request -> Answer.problem(status, "failure", "A failure for a test"));
    }

    /** Nothing is answered until {@link #recover}. */
    public void hold() {
        held = Optional.of(new CountDownLatch(1));
    }

    public void recover() {
        scripts.remove("*");
        held.ifPresent(CountDownLatch::countDown);
        held = Optional.empty();
    }

    /** Ends every stream of changes, as the backend does when the session is over. */
    public void endStreams() {
        streams.forEach(stream -> {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Tells everybody who listens that something changed. */
    public void change(String kind, String contactId) {
        String line =
                "data: " + JSON.writeValueAsString(Map.of("id", "1", "kind", kind, "contactId", contactId)) + "\n\n";
        streams.removeIf(stream -> !isWritten(stream, line));
    }

    private static boolean isWritten(OutputStream stream, String line) {
        try {
            stream.write(line.getBytes(StandardCharsets.UTF_8));
            stream.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int listeners() {
        return streams.size();
    }

    public Stream<Request> requests(String method, String path) {
        return requests.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().equals(path));
    }

    @Override
    public void close() {
        recover();
        closed.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath().substring("/api/v1".length()),
                    query(exchange),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Forwarded-For")),
                    exchange.getRequestHeaders().containsKey("Latchkey-Background"));
            requests.add(request);
            held.ifPresent(StubApi::await);
            if (request.path().equals("/changes") && !scripts.containsKey("*")) {
                stream(exchange);
            } else {
                write(exchange, answer(request));
            }
        }
    }

    private Answer answer(Request request) {
        String operation = request.method() + " " + request.path();
        return Optional.ofNullable(scripts.get("*"))
                .or(() -> Optional.ofNullable(scripts.get(operation)))
                .map(script -> script.apply(request))
                .orElseGet(() -> answers.answer(request));
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(":hello\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        streams.add(out);
        await(closed);
        streams.remove(out);
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.body() instanceof InputStream stream) {
            exchange.sendResponseHeaders(answer.status(), 0);
            pass(stream, exchange.getResponseBody());
            return;
        }
        byte[] body = answer.body() instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders()
                .add("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 || answer.status() == 204 ? -1 : body.length);
        if (body.length > 0 && answer.status() != 204) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void pass(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[1024];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            out.write(piece, 0, read);
            out.flush();
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Stream.ofNullable(exchange.getRequestURI().getRawQuery())
                .flatMap(query -> Stream.of(query.split("&")))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
