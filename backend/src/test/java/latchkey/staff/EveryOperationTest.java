package latchkey.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.api.Document;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goes through the whole document, so that an operation that is added is asked the same. */
class EveryOperationTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final JsonObject REGIONLESS = new JsonObject();
    private static UUID contact;
    private static UUID batch;
    private static UUID colleague;
    private static String clientToken;
    private static String expiredToken;
    private static String supportToken;

    @BeforeAll
    static void set_the_scene() {
        colleague = STAFF.admin("admin@latchkey.test");
        STAFF.support("support@latchkey.test", "nz");
        WORLD.account("au", "client@example.test");
        contact = WORLD.sql("select contact_id from account").iterator().next().getUUID(0);
        batch = UUID.randomUUID();
        WORLD.sql(
                "insert into invitation_batch (id, staff_id, regions, total, finished_at)"
                        + " values ($1, $2, '{au}', 0, now())",
                batch,
                colleague);
        clientToken = token(WORLD.portal("au"), "client@example.test");
        supportToken = token(STAFF.stranger(), "support@latchkey.test");
        String other = token(STAFF.stranger(), "admin@latchkey.test");
        WORLD.sql("update session set expires_at = now() where subject = $1", colleague);
        expiredToken = other;
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    static Stream<Operation> operations() {
        return World.await(Document.read(WORLD.vertx())).contract().operations().stream();
    }

    static Stream<Operation> guarded() {
        return operations()
                .filter(operation -> !operation.getSecurityRequirements().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nobody_gets_in_without_a_token_of_staff_that_is_still_good(Operation operation) {
        String before = everything();
        assertThat(call(STAFF.stranger(), operation).status()).isEqualTo(401);
        assertThat(call(bearer("nonsense"), operation).status()).isEqualTo(401);
        assertThat(call(bearer(clientToken), operation).status()).isEqualTo(401);
        assertThat(call(bearer(expiredToken), operation).status()).isEqualTo(401);
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void a_member_of_another_region_changes_nothing_and_sees_nothing(Operation operation) {
        if (List.of("signOut", "streamChanges").contains(operation.getOperationId())) {
            return; // a member's own session, and a stream that does not end: tested where they belong
        }
        String before = everything();
        var answer = call(bearer(supportToken), operation);
        assertThat(answer.status()).as(answer.body()).isNotEqualTo(401).isLessThan(500);
        assertThat(answer.body()).doesNotContain("client@example.test", batch.toString());
        boolean ofOne = operation.getOpenAPIPath().contains("{");
        boolean ofStaff = operation.getOpenAPIModel().getString("x-role").equals("admin");
        if (ofOne || ofStaff) {
            assertThat(answer.status()).isEqualTo(ofStaff ? 403 : 404);
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void the_document_says_who_an_operation_is_for(Operation operation) {
        assertThat(operation.getOpenAPIModel().getString("x-role"))
                .as("x-role of " + operation.getOperationId() + " in staff.yaml")
                .isIn("admin", "staff");
        assertThat(operation.getTags().contains("staff"))
                .as("what concerns staff is for administrators")
                .isEqualTo(operation.getOpenAPIModel().getString("x-role").equals("admin"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void no_input_is_an_error_of_ours(Operation operation) {
        Browser member = bearer(supportToken);
        if (List.of("signOut", "streamChanges").contains(operation.getOperationId())) {
            return;
        }
        String method = operation.getHttpMethod().name();
        String path = path(operation);
        Stream.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "{\"email\":[\"a@x.test\",\"b@y.test\"],\"password\":{}}",
                        "{\"name\":\"\\u0000\",\"email\":\"\\ud800\"}",
                        "{\"email\":\"a@x.test\",\"email\":\"b@x.test\"}",
                        "[".repeat(10_000),
                        "{\"a\":".repeat(10_000),
                        "{\"search\":\"" + "x".repeat(60_000) + "\"}")
                .map(body -> member.raw(method, path, "application/json", body))
                .forEach(EveryOperationTest::isNoErrorOfOurs);
        isNoErrorOfOurs(member.raw(method, path, "text/plain", "hello"));
        isNoErrorOfOurs(member.raw(method, path + "?limit=-1&offset=x&search=%00&before=%FF", "text/plain", ""));
        isNoErrorOfOurs(member.raw(method, path + "?search=%zz", "text/plain", ""));
        isNoErrorOfOurs(member.send("PUT", path));
        isNoErrorOfOurs(member.send("OPTIONS", path));
        assertThat(member.get("/api/v1/regions").status()).isEqualTo(200);
    }

    private static void isNoErrorOfOurs(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.headers().get("content-type"))
                    .as(answer.status() + answer.body())
                    .isEqualTo("application/problem+json");
        }
    }

    private static Browser.Answer call(Browser program, Operation operation) {
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
            case "checkAddress" -> new JsonObject().put("address", "new@example.test");
            case "changeContact" -> new JsonObject().put("givenName", "Changed");
            case "previewInvitations" -> new JsonObject().put("filter", new JsonObject().put("region", "au"));
            case "inviteMany" -> new JsonObject().put("contactIds", new JsonArray());
            case "addStaff" ->
                new JsonObject()
                        .put("name", "New")
                        .put("email", "new@latchkey.test")
                        .put("role", "admin")
                        .put("regions", new JsonArray());
            case "changeStaff" -> new JsonObject().put("role", "support");
            default -> REGIONLESS;
        };
    }

    private static String path(Operation operation) {
        UUID id = operation.getTags().contains("staff") ? colleague : contact;
        return "/api/v1"
                + operation.getOpenAPIPath().replace("{id}", id.toString()).replace("{batch}", batch.toString());
    }

    /** What staff can change, as it stands. */
    private static String everything() {
        return WORLD.sql("""
            select (select json_agg(c order by id) from contact c)::text
                || (select json_agg(json_build_array(id, email, disabled_at)) from account)::text
                || (select json_agg(json_build_array(id, name, role, regions, ended_at) order by id) from staff)::text
                || (select count(*) from link) || ' ' || (select count(*) from mail)
                || (select count(*) from invitation_batch)
            """).iterator().next().getString(0);
    }

    private static Browser bearer(String token) {
        return STAFF.stranger().with("authorization", "Bearer " + token);
    }

    private static String token(Browser program, String email) {
        return program.post(
                        "/api/v1/session", new JsonObject().put("email", email).put("password", World.PASSWORD))
                .json()
                .getString("accessToken");
    }
}
