package latchkey.bench.faults;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Staff who invite and clients who ask for a reset, each until the request is acknowledged: what was acknowledged must
 * arrive. Meanwhile somebody reads the login page, and a client signs in again and again.
 */
final class Traffic implements AutoCloseable {

    static final String STAFF = "staff@faults.test";
    static final String CLIENT = "client@faults.test";

    private static final String LOGIN = "/login";
    private static final String SESSION = "/api/v1/session";
    private static final int WORKERS = 6;

    /** The processors have too many passwords to hash: not caused by a fault. */
    private static final int BUSY = -503;

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** @param path of the request that ends in a mail to the address */
    private record Wish(String address, String url, String path, String body, int done) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final String portal;
    private final String staff;
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger refusedAsBusy = new AtomicInteger();
    private final Map<Integer, AtomicInteger> failures = new ConcurrentSkipListMap<>();
    private final AtomicInteger busy = new AtomicInteger(WORKERS);
    private volatile String token = "";
    private volatile boolean over;

    Traffic(String portal, String staff) {
        this.portal = portal;
        this.staff = staff;
    }

    /** @param contacts id and address, separated by a comma */
    void invite(List<String> contacts) {
        for (String contact : contacts) {
            String[] parts = contact.split(",", 2);
            wishes.add(new Wish(parts[1], staff, "/api/v1/contacts/" + parts[0] + "/invitation", "", 202));
        }
    }

    void reset(List<String> addresses) {
        for (String address : addresses) {
            String body = new JsonObject().put("email", address).encode();
            wishes.add(new Wish(address, portal, "/api/v1/forgot-password", body, 202));
        }
    }

    void begin(String password) {
        await(() -> signIn(password), Duration.ofMinutes(1));
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.execute(this::work);
        }
        workers.execute(() -> repeat(LOGIN, "", PAUSE.dividedBy(10)));
        workers.execute(() -> repeat(SESSION, pair(CLIENT, password), PAUSE));
    }

    /** Returns when a third of it is done. */
    void awaitMidst() {
        int third = wishes.size() * 2 / 3;
        await(() -> wishes.size() <= third, Duration.ofMinutes(3));
    }

    /** Adds addresses to which a mail was promised elsewhere. */
    void promise(List<String> addresses) {
        acknowledged.addAll(addresses);
    }

    /** Seconds from now until a sign-in succeeds again. */
    double secondsToRecovery() {
        long start = System.nanoTime();
        String stranger = pair("nobody@faults.test", "a wrong one, of course");
        await(() -> status(portal, SESSION, stranger) == 401, Duration.ofMinutes(2));
        return (System.nanoTime() - start) / 1e9;
    }

    /** Returns when all was acknowledged. */
    void awaitEnd() {
        await(() -> busy.get() == 0, Duration.ofMinutes(3));
        over = true;
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    int asked() {
        return asked.get();
    }

    int failed() {
        return failures.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Sign-ins that were asked to retry, since this machine does other things too. */
    int refusedAsBusy() {
        return refusedAsBusy.get();
    }

    /** The number of each status; 0 means no answer in time. */
    String failures() {
        return failures.entrySet().stream()
                .map(failure -> failure.getValue() + " × " + failure.getKey())
                .collect(joining(", "));
    }

    @Override
    public void close() {
        over = true;
        workers.shutdownNow();
        client.shutdownNow();
    }

    static void await(BooleanSupplier condition, Duration longest) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new IllegalStateException("It took longer than " + longest.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos() / 4);
        }
    }

    /** A busy machine may ask for a retry. */
    private boolean signIn(String password) {
        HttpResponse<String> answer = answer(request(staff, SESSION, pair(STAFF, password)));
        token = answer.statusCode() == 200 ? new JsonObject(answer.body()).getString("accessToken") : "";
        return !token.isEmpty();
    }

    private void work() {
        for (Wish wish = wishes.poll(); wish != null && !over; wish = wishes.poll()) {
            while (!over && !counted(status(wish.url(), wish.path(), wish.body()), wish.done())) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            acknowledged.add(wish.address());
        }
        busy.decrementAndGet();
    }

    private void repeat(String path, String body, Duration pause) {
        while (!over) {
            var _ = counted(status(portal, path, body), 200);
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private boolean counted(int status, int wanted) {
        asked.incrementAndGet();
        boolean done = status == wanted;
        if (status == BUSY) {
            refusedAsBusy.incrementAndGet();
        } else if (!done) {
            failures.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
        }
        return done;
    }

    static String pair(String email, String password) {
        return new JsonObject().put("email", email).put("password", password).encode();
    }

    /** 0 if there was no answer. */
    private int status(String url, String path, String body) {
        try {
            HttpResponse<String> answer = answer(request(url, path, body));
            return answer.statusCode() == 503 && answer.body().contains("/busy\"") ? BUSY : answer.statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private HttpRequest request(String url, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        if (path.equals(LOGIN)) {
            return request.build();
        }
        if (url.equals(staff) && !token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        return request.header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // It is over, and nobody waits for the answer.
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }
}
