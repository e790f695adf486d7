package latchkey.sandbox.browser;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The client's mail program: the mailbox as programs read it. */
public record Postbox(String address) {

    /** The link of the newest mail to somebody that leads to a path; waits until there is one. */
    public String link(String to, String path) throws IOException, InterruptedException {
        return link(to, path, "");
    }

    /** The same, and not the link of an earlier mail. */
    public String link(String to, String path, String earlier) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> changes =
                        get(client, "/changes", BodyHandlers.ofLines()).body()) {
            return changes.map(change -> arrived(client, to, path))
                    .flatMap(Optional::stream)
                    .filter(link -> !link.equals(earlier))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Optional<String> arrived(HttpClient client, String to, String path) {
        try {
            String query = URLEncoder.encode(to, StandardCharsets.UTF_8);
            String body = get(client, "/messages?to=" + query, BodyHandlers.ofString())
                    .body();
            Pattern link = Pattern.compile("https?://\\S+" + Pattern.quote(path) + "[\\w-]+");
            return new JsonObject(body)
                    .getJsonArray("items").stream()
                            .map(item -> link.matcher(((JsonObject) item).getString("text")))
                            .flatMap(text -> text.results().map(MatchResult::group))
                            .findFirst();
        } catch (IOException e) {
            throw new IllegalStateException("The mailbox does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private <T> HttpResponse<T> get(HttpClient client, String path, BodyHandler<T> body)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), body);
    }
}
