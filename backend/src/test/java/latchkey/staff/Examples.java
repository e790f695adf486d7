package latchkey.staff;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.World;

/** A request for each operation of the document. An operation that is added and has a body gets an example here. */
public record Examples(UUID contact, UUID job, UUID batch, UUID colleague) {

    public Browser.Answer call(Browser program, Operation operation) {
        return switch (operation.getOperationId()) {
            case "importContacts" ->
                program.raw(
                        "POST",
                        path(operation),
                        "text/csv",
                        "region,givenName,familyName,email\nau,New,Person,new@example.test\n");
            default ->
                operation.getRequestBody() == null
                        ? program.send(operation.getHttpMethod().name(), path(operation))
                        : program.raw(
                                operation.getHttpMethod().name(),
                                path(operation),
                                "application/json",
                                body(operation.getOperationId()).encode());
        };
    }

    private static JsonObject body(String operation) {
        return switch (operation) {
            case "createContact" ->
                new JsonObject()
                        .put("region", "au")
                        .put("givenName", "New")
                        .put("familyName", "Person")
                        .put("email", "new@example.test");
            case "findDuplicates" -> new JsonObject().put("region", "au").put("email", "client@example.test");
            case "mergeContacts" ->
                new JsonObject().put("contactId", UUID.randomUUID().toString());
            case "disableAccount" -> new JsonObject().put("reason", "A lost phone");
            case "changeAddress" -> new JsonObject().put("email", "new@example.test");
            case "checkAddress" -> new JsonObject().put("address", "new@example.test");
            case "changeContact" -> new JsonObject().put("givenName", "Changed");
            case "previewInvitations" -> new JsonObject().put("filter", new JsonObject().put("region", "au"));
            case "inviteContact" -> new JsonObject().put("message", "Hello");
            case "inviteMany" -> new JsonObject().put("contactIds", new JsonArray());
            case "createJob" ->
                new JsonObject().put("region", "au").put("reference", "AU-1").put("name", "Lot 1");
            case "changeJob" -> new JsonObject().put("name", "Lot 2");
            case "addStaff" ->
                new JsonObject()
                        .put("name", "New")
                        .put("email", "new@latchkey.test")
                        .put("role", "admin")
                        .put("regions", new JsonArray());
            case "changeOwnName" -> new JsonObject().put("name", "Changed");
            case "changeOwnPassword" ->
                new JsonObject().put("currentPassword", World.PASSWORD).put("password", "another horse staple");
            case "changeStaff" -> new JsonObject().put("role", "support");
            // Nobody has to be let in to be refused here.
            case "forgotStaffPassword", "signIn", "refreshSession", "activateStaff", "checkActivation" ->
                new JsonObject();
            default ->
                throw new AssertionError("Examples has no body of the operation " + operation
                        + ": add one that would change something if it were let in");
        };
    }

    String path(Operation operation) {
        UUID id = operation.getTags().contains("staff")
                ? colleague
                : operation.getTags().contains("jobs") ? job : contact;
        return "/api/v1"
                + operation
                        .getOpenAPIPath()
                        .replace("{id}", id.toString())
                        .replace("{contactId}", contact.toString())
                        .replace("{batch}", batch.toString())
                        .replace("{session}", UUID.randomUUID().toString())
                        .replace("{mail}", UUID.randomUUID().toString());
    }
}
