package latchkey.sandbox.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands between an admin UI and its backend, and lets a test break what goes through. */
public final class FaultyLine implements AutoCloseable {

    /** How it is with the backend. */
    public enum State {
        WELL,
        AWAY,
        SLOW,
        FAILING,
        /** What is sent arrives, and the answer to it does not. */
        LOSING
    }

    private static final int TOO_LONG_SECONDS = 6;

    private final String backend;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<InputStream> flowing = new CopyOnWriteArrayList<>();
    private volatile State state = State.WELL;
    private volatile CountDownLatch mended = new CountDownLatch(0);

    public FaultyLine(String backend) throws IOException {
        this.backend = backend;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on; what flows already, as the stream of changes does, breaks off. */
    public void is(State wanted) throws IOException {
        mended.countDown();
        mended = new CountDownLatch(wanted == State.WELL ? 0 : 1);
        state = wanted;
        for (InputStream stream : flowing) {
            stream.close();
        }
    }

    @Override
    public void close() throws IOException {
        is(State.WELL);
        server.stop(0);
        client.close();
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (state) {
                case WELL -> forward(exchange, body);
                case AWAY -> {}
                case SLOW -> waitTooLong();
                case FAILING -> exchange.sendResponseHeaders(500, -1);
                case LOSING -> lose(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitTooLong() throws InterruptedException {
        if (mended.await(TOO_LONG_SECONDS, TimeUnit.SECONDS)) {
            throw new InterruptedException("Mended; nobody waits for this any more");
        }
    }

    /** What only reads may as well not arrive: a stream would have no end. */
    private void lose(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (!exchange.getRequestMethod().equals("GET")) {
            var _ = client.send(request(exchange, body), BodyHandlers.discarding());
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(backend + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String name : List.of("Accept", "Authorization", "Content-Type", "Idempotency-Key")) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        return request.build();
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(request(exchange, body), BodyHandlers.ofInputStream());
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
        boolean empty = answer.statusCode() == 204;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : 0);
        try (InputStream from = answer.body()) {
            flowing.add(from);
            pass(from, exchange.getResponseBody());
        } finally {
            flowing.remove(answer.body());
        }
    }

    /** Piece by piece, as it comes. */
    private static void pass(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[8192];
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            to.write(piece, 0, read);
            to.flush();
        }
    }
}
