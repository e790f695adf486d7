package latchkey.sandbox.browser;

import io.vertx.core.json.JsonArray;
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
public record StaffDesk(String address) {

    /** Adds a contact; the contact's id. */
    public String add(String region, String givenName, String familyName, String email)
            throws IOException, InterruptedException {
        var contact = JsonObject.of("region", region, "givenName", givenName, "familyName", familyName, "email", email);
        return post("/contacts", contact).getString("id");
    }

    /** Adds a contact and sends the invitation; the contact's id. */
    public String invite(String region, String givenName, String familyName, String email)
            throws IOException, InterruptedException {
        String id = add(region, givenName, familyName, email);
        invite(id);
        return id;
    }

    public void invite(String id) throws IOException, InterruptedException {
        var invited = post("/contacts/" + id + "/invitation", "", "application/json", token());
        if (!invited.getJsonObject("portal").getString("status").equals("INVITED")) {
            throw new IllegalStateException("Not invited: " + invited);
        }
    }

    /** Adds what is in a CSV file, all of it. */
    public void importAll(String csv) throws IOException, InterruptedException {
        var imported = post("/contacts/import", csv, "text/csv", token());
        if (imported.getJsonArray("rows").stream()
                .anyMatch(row -> !((JsonObject) row).getString("verdict").equals("NEW"))) {
            throw new IllegalStateException("Not all are new: " + imported);
        }
    }

    /** Adds a support member of a region, who gets a link by mail; the member's id. */
    public String addSupport(String region, String name, String email) throws IOException, InterruptedException {
        var member = JsonObject.of("name", name, "email", email, "role", "support", "regions", JsonArray.of(region));
        return post("/staff", member).getString("id");
    }

    public void mailStaffLink(String member) throws IOException, InterruptedException {
        var mailed = post("/staff/" + member + "/link", "", "application/json", token());
        if (!mailed.getString("id").equals(member)) {
            throw new IllegalStateException("No link for " + member + ": " + mailed);
        }
    }

    /** Sets a staff member's password, which ends every session of the member. */
    public void activate(String link, String password) throws IOException, InterruptedException {
        String token = link.substring(link.lastIndexOf('/') + 1);
        var answer = post(
                "/activation",
                JsonObject.of("token", token, "password", password).encode(),
                "application/json",
                "");
        if (!answer.isEmpty()) {
            throw new IllegalStateException("Not activated: " + answer);
        }
    }

    private JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        return post(path, body.encode(), "application/json", token());
    }

    private String token() throws IOException, InterruptedException {
        var body = JsonObject.of("email", DemoData.STAFF.getFirst(), "password", DemoData.PASSWORD);
        return post("/session", body.encode(), "application/json", "").getString("accessToken");
    }

    private JsonObject post(String path, String body, String type, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
        }
    }
}
