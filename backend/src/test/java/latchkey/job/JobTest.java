package latchkey.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class JobTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("au");
    private static final String JOBS = "/api/v1/jobs";

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_job_is_added_found_renamed_and_deleted() {
        String path = JOBS + "/" + job("au", "AU-2041", "Lot 7, 12 Wattle Street");
        assertThat(SUPPORT.get(path).json().getMap())
                .containsEntry("region", "au")
                .containsEntry("reference", "AU-2041")
                .containsEntry("name", "Lot 7, 12 Wattle Street")
                .containsEntry("room", 3);
        assertThat(found("?search=wattle%202041")).containsExactly("AU-2041");
        assertThat(found("?search=2041%20elsewhere")).isEmpty();

        assertThat(patch(path, new JsonObject().put("name", "Lot 8")).json().getString("name"))
                .isEqualTo("Lot 8");
        assertThat(found("?search=lot%208&region=au")).containsExactly("AU-2041");

        assertThat(SUPPORT.send("DELETE", path).status()).isEqualTo(204);
        assertThat(SUPPORT.get(path).status()).isEqualTo(404);
    }

    @Test
    void a_job_is_found_by_its_people_too() {
        UUID job = job("au", "AU-PEOPLE", "Lot 31, 5 Bluegum Lane");
        assertThat(add(job, WORLD.contact("au", "wilhelmina.bluegum@example.test"))
                        .status())
                .isEqualTo(200);
        assertThat(found("?search=wilhelmina.bluegum@example.test")).containsExactly("AU-PEOPLE");
        assertThat(found("?search=lane%20wilhelmina")).containsExactly("AU-PEOPLE");
        assertThat(found("?search=wilhelmina%20elsewhere")).isEmpty();
    }

    @Test
    void who_would_be_refused_an_invitation_is_said_of_each_person() {
        UUID job = job("au", "AU-INVITE", "Lot 9");
        UUID fine = WORLD.contact("au", "may.be.invited@example.test");
        WORLD.account("au", "holds.address@example.test");
        UUID shares = WORLD.contact("au", "holds.address@example.test");
        UUID archived = WORLD.contact("au", "was.archived@example.test");
        for (UUID person : List.of(fine, shares, archived)) {
            assertThat(add(job, person).status()).isEqualTo(200);
        }
        assertThat(SUPPORT.send("POST", "/api/v1/contacts/" + archived + "/archive")
                        .status())
                .isEqualTo(200);
        assertThat(SUPPORT.get(JOBS + "/" + job).json().getJsonArray("people").stream()
                        .map(person -> ((JsonObject) person).getBoolean("canBeInvited")))
                .containsExactly(true, false, false);
    }

    @Test
    void a_reference_stands_for_one_job_of_its_region() {
        UUID first = job("au", "SAME-1", "One");
        assertThat(job("nz", "SAME-1", "One")).isNotNull();
        Answer again = create("au", "SAME-1", "Another");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().getString("type")).endsWith("/job-exists");
        UUID other = job("au", "SAME-2", "Two");
        assertThat(patch(JOBS + "/" + other, new JsonObject().put("reference", "SAME-1"))
                        .status())
                .isEqualTo(409);
        assertThat(patch(JOBS + "/" + first, new JsonObject().put("reference", "SAME-1"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void three_people_have_room_and_the_next_is_told_the_way_on() {
        UUID job = job("au", "AU-3", "Lot 3");
        for (int person = 0; person < 3; person++) {
            assertThat(add(job, WORLD.contact("au", "room" + person + "@example.test"))
                            .status())
                    .isEqualTo(200);
        }
        Answer refused = add(job, WORLD.contact("au", "room3@example.test"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("type")).endsWith("/job-full");
        assertThat(refused.json().getString("title")).isEqualTo("This job already has 3 people.");
        assertThat(refused.json().getString("detail")).contains("Remove somebody");
        JsonObject full = SUPPORT.get(JOBS + "/" + job).json();
        assertThat(full.getInteger("room")).isZero();
        assertThat(full.getJsonArray("people")).hasSize(3);
    }

    @Test
    void somebody_who_is_there_already_takes_no_other_place() {
        UUID job = job("au", "AU-4", "Lot 4");
        UUID contact = WORLD.contact("au", "twice@example.test");
        assertThat(add(job, contact).json()).isEqualTo(add(job, contact).json());
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'job-person-added'", contact))
                .isEqualTo(1);
    }

    @RepeatedTest(5)
    void of_many_at_once_no_more_get_in_than_there_is_room_for() throws Exception {
        UUID job = job("au", UUID.randomUUID().toString(), "Crowded");
        var adding = new ArrayList<Callable<Integer>>();
        for (int person = 0; person < 8; person++) {
            UUID contact = WORLD.contact("au", UUID.randomUUID() + "@example.test");
            adding.add(() -> add(job, contact).status());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(adding)) {
                assertThat(answer.get()).isIn(200, 409);
            }
        }
        assertThat(WORLD.count("job_person where job_id = $1", job)).isEqualTo(3);
    }

    @Test
    void a_contact_tells_its_jobs_and_its_history_who_added_it() {
        UUID contact = WORLD.contact("au", "several@example.test");
        UUID second = job("au", "B-2", "Lot 2");
        UUID first = job("au", "B-1", "B-1");
        var _ = add(second, contact);
        var _ = add(first, contact);
        assertThat(SUPPORT.get("/api/v1/contacts/" + contact).json().getJsonArray("jobs"))
                .containsExactly(
                        new JsonObject(Map.of("id", first.toString(), "reference", "B-1", "name", "B-1")),
                        new JsonObject(Map.of("id", second.toString(), "reference", "B-2", "name", "Lot 2")));
        assertThat(remove(first, contact).status()).isEqualTo(204);
        assertThat(remove(first, contact).status()).isEqualTo(404);
        assertThat(SUPPORT.get("/api/v1/contacts/" + contact + "/events").body())
                .containsSubsequence("Removed from the job B-1", "Added to the job B-1", "Added to the job B-2, Lot 2");
        assertThat(ADMIN.get("/api/v1/events?kind=job-created").body()).contains("The job B-2, Lot 2 was added");
    }

    @Test
    void a_deleted_job_leaves_its_people_and_says_so_in_their_history() {
        UUID contact = WORLD.contact("au", "stays@example.test");
        UUID job = job("au", "GONE-1", "Gone");
        var _ = add(job, contact);
        assertThat(SUPPORT.send("DELETE", JOBS + "/" + job).status()).isEqualTo(204);
        JsonObject left = SUPPORT.get("/api/v1/contacts/" + contact).json();
        assertThat(left.getJsonArray("jobs")).isEmpty();
        assertThat(SUPPORT.get("/api/v1/contacts/" + contact + "/events").body())
                .contains("Removed from the job GONE-1, Gone");
    }

    @Test
    void jobs_and_people_of_another_region_are_not_there() {
        UUID elsewhere = job("nz", "NZ-1", "There");
        UUID stranger = WORLD.contact("nz", "stranger@example.test");
        UUID here = job("au", "AU-5", "Here");
        assertThat(List.of(
                        SUPPORT.get(JOBS + "/" + elsewhere).status(),
                        patch(JOBS + "/" + elsewhere, new JsonObject().put("name", "Mine"))
                                .status(),
                        SUPPORT.send("DELETE", JOBS + "/" + elsewhere).status(),
                        add(elsewhere, stranger).status(),
                        add(here, stranger).status(),
                        add(here, UUID.randomUUID()).status(),
                        add(UUID.randomUUID(), WORLD.contact("au", "nowhere@example.test"))
                                .status()))
                .containsOnly(404);
        assertThat(found("?search=NZ-1")).isEmpty();
        assertThat(create("nz", "NZ-2", "Mine").status()).isEqualTo(400);
        Answer mixed = ADMIN.send("PUT", JOBS + "/" + here + "/people/" + stranger);
        assertThat(mixed.status()).isEqualTo(409);
        assertThat(mixed.json().getString("type")).endsWith("/other-region");
        assertThat(mixed.json().getString("title")).contains("in different regions");
        assertThat(ADMIN.get(JOBS + "/" + elsewhere).json().getJsonArray("people"))
                .isEmpty();
    }

    @Test
    void of_two_contacts_that_become_one_the_jobs_of_both_stay() {
        UUID kept = WORLD.contact("au", "kept@example.test");
        UUID other = WORLD.contact("au", "other@example.test");
        UUID both = job("au", "M-1", "Of both");
        UUID one = job("au", "M-2", "Of the other");
        var _ = add(both, kept);
        var _ = add(both, other);
        var _ = add(one, other);
        Answer merged =
                ADMIN.post("/api/v1/contacts/" + kept + "/merge", new JsonObject().put("contactId", other.toString()));
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(merged.json().getJsonArray("jobs")).hasSize(2);
        assertThat(SUPPORT.get(JOBS + "/" + both).json().getInteger("room")).isEqualTo(2);
    }

    @Test
    void an_erased_person_is_in_no_job() {
        UUID contact = WORLD.contact("au", "erased@example.test");
        UUID job = job("au", "E-1", "Erased");
        var _ = add(job, contact);
        assertThat(ADMIN.get("/api/v1/contacts/" + contact + "/data").json().getJsonArray("jobs"))
                .singleElement()
                .satisfies(one ->
                        assertThat(((JsonObject) one).getString("reference")).isEqualTo("E-1"));
        assertThat(ADMIN.send("DELETE", "/api/v1/contacts/" + contact).status()).isEqualTo(204);
        assertThat(SUPPORT.get(JOBS + "/" + job).json().getJsonArray("people")).isEmpty();
    }

    @Test
    void the_portal_is_told_the_jobs_until_the_client_leaves_them() {
        WORLD.account("au", "told@example.test");
        UUID contact = WORLD.contactOf("told@example.test");
        UUID job = job("au", "T-1", "Told");
        UUID other = job("au", "T-2", "Told too");
        var _ = add(job, contact);
        var _ = add(other, contact);
        Browser client = WORLD.portal("au");
        client.post("/login", "email", "told@example.test", "password", World.PASSWORD);
        assertThat(client.get("/session/check").headers().get("x-latchkey-jobs").split(","))
                .containsExactlyInAnyOrder(job.toString(), other.toString());
        var _ = remove(job, contact);
        assertThat(client.get("/session/check").headers().get("x-latchkey-jobs"))
                .isEqualTo(other.toString());
    }

    @Test
    void an_invitation_names_the_home() {
        UUID contact = WORLD.contact("au", "invited@example.test");
        var _ = add(job("au", "I-1", "Lot 9, Banksia Court"), contact);
        Answer preview = SUPPORT.post(
                "/api/v1/contacts/" + contact + "/invitation?dryRun=true", new JsonObject().put("message", "See you!"));
        assertThat(preview.json().getString("text"))
                .containsSubsequence("has invited you", "Your home: Lot 9, Banksia Court", "See you!");
    }

    private static List<String> found(String query) {
        return SUPPORT.get(JOBS + query).json().getJsonArray("items").stream()
                .map(job -> ((JsonObject) job).getString("reference"))
                .toList();
    }

    private static UUID job(String region, String reference, String name) {
        Answer made = create(ADMIN, region, reference, name);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return UUID.fromString(made.json().getString("id"));
    }

    private static Answer create(String region, String reference, String name) {
        return create(SUPPORT, region, reference, name);
    }

    private static Answer create(Browser member, String region, String reference, String name) {
        return member.post(
                JOBS,
                new JsonObject()
                        .put("region", region)
                        .put("reference", reference)
                        .put("name", name));
    }

    private static Answer patch(String path, JsonObject change) {
        return SUPPORT.raw("PATCH", path, "application/json", change.encode());
    }

    private static Answer add(UUID job, UUID contact) {
        return SUPPORT.send("PUT", JOBS + "/" + job + "/people/" + contact);
    }

    private static Answer remove(UUID job, UUID contact) {
        return SUPPORT.send("DELETE", JOBS + "/" + job + "/people/" + contact);
    }
}
