package latchkey.sandbox.browser;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import latchkey.sandbox.demo.DemoData;

/** What staff do, through the staff API. */
record StaffDesk(String address) {

    /** Adds a contact and sends the invitation; the contact's id. */
    String invite(String region, String givenName, String familyName, String email)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String token = signIn(client);
            var contact =
                    JsonObject.of("region", region, "givenName", givenName, "familyName", familyName, "email", email);
            String id = post(client, "/contacts", contact.encode(), token).getString("id");
            var invited = post(client, "/contacts/" + id + "/invitation", "", token);
            if (!invited.getJsonObject("portal").getString("status").equals("INVITED")) {
                throw new IllegalStateException("Not invited: " + invited);
            }
            return id;
        }
    }

    private String signIn(HttpClient client) throws IOException, InterruptedException {
        var body = JsonObject.of("email", DemoData.STAFF.getFirst(), "password", DemoData.PASSWORD);
        return post(client, "/session", body.encode(), "").getString("accessToken");
    }

    private JsonObject post(HttpClient client, String path, String body, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return new JsonObject(answer.body());
    }
}
