package latchkey.bench.faults;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What staff do in the busiest moment: three import a list each, one invites hundreds, and one searches all the while. */
final class StaffWork {

    static final int LISTS = 3;
    static final int ROWS = 10_000;
    static final String DOMAIN = "lists.test";

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String JSON = "application/json";

    private final String url;
    private final String token;
    private final HttpClient client;

    private StaffWork(String url, String token, HttpClient client) {
        this.url = url;
        this.token = token;
        this.client = client;
    }

    /**
     * Returns when all is done.
     *
     * @param search finds those who are to be invited
     */
    static void perform(String url, String password, String search) {
        try (var client = HttpClient.newHttpClient();
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            String session = new StaffWork(url, "", client)
                    .done("POST", "/session", JSON, Traffic.pair(Traffic.STAFF, password));
            new StaffWork(url, new JsonObject(session).getString("accessToken"), client).together(people, search);
        }
    }

    private void together(ExecutorService people, String search) {
        var imports = IntStream.range(0, LISTS)
                .mapToObj(list -> CompletableFuture.supplyAsync(
                        () -> done("POST", "/contacts/import", "text/csv", list(list)), people));
        var batch = CompletableFuture.runAsync(() -> invite(search), people);
        var work =
                CompletableFuture.allOf(Stream.concat(imports, Stream.of(batch)).toArray(CompletableFuture<?>[]::new));
        var searches = CompletableFuture.runAsync(
                () -> {
                    while (!work.isDone()) {
                        var _ = done("GET", "/contacts?search=robin%20sample", JSON, "");
                    }
                },
                people);
        CompletableFuture.allOf(work, searches).join();
    }

    private void invite(String search) {
        var filter = new JsonObject().put("filter", new JsonObject().put("search", search));
        String batch = new JsonObject(done("POST", "/invitations", JSON, filter.encode())).getString("batch");
        Traffic.await(
                () -> !new JsonObject(done("GET", "/invitations/" + batch, JSON, ""))
                        .getString("state")
                        .equals("RUNNING"),
                LONGEST);
    }

    /** Retries when asked to: only one import runs at a time. */
    private String done(String method, String path, String type, String body) {
        long start = System.nanoTime();
        HttpResponse<String> answer = answer(method, path, type, body);
        while (answer.statusCode() == 503 && System.nanoTime() - start < LONGEST.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = answer(method, path, type, body);
        }
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> answer(String method, String path, String type, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(LONGEST)
                .header("content-type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String list(int number) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "au,Robin,Listed%s,row%d.%d@%s\n".formatted(letters(row), row, number, DOMAIN))
                .collect(joining("", "region,givenName,familyName,email\n", ""));
    }

    /**
     * A number in letters, since names have no digits: people with the same name would all be compared with each other.
     */
    static String letters(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> Character.toString(digit - '0' + 'a'))
                .collect(joining());
    }
}
