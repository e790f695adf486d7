package latchkey.sandbox.demo;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A job of the demonstration.
 *
 * @param people numbers of its region's contacts
 * @param stage how many stages of the build are done
 */
public record DemoJob(String region, String reference, String name, List<Integer> people, int stage) {

    /** A couple and a parent who was not invited, a second home of one of them, and one whose client is invited. */
    static List<DemoJob> of(String region) {
        String prefix = region.toUpperCase(Locale.ROOT) + "-";
        return List.of(
                new DemoJob(region, prefix + "2041", "Lot 7, 12 Wattle Street", List.of(12, 13, 0), 2),
                new DemoJob(region, prefix + "2042", "Lot 3, 5 Harbour Lane", List.of(12), 0),
                new DemoJob(region, prefix + "2043", "Lot 11, 48 Orchard Road", List.of(3, 14), 3));
    }

    /** The job of the demonstration with this id. */
    public static Optional<DemoJob> find(String id) {
        return Stream.of("au", "nz", "us")
                .flatMap(region -> of(region).stream())
                .filter(job -> job.id().equals(id))
                .findFirst();
    }

    public String id() {
        return Ids.of("job " + reference);
    }

    void tell(DemoTable table, Staff staff, Instant at) {
        table.add(
                "job",
                new JsonObject()
                        .put("id", id())
                        .put("region", region)
                        .put("reference", reference)
                        .put("name", name)
                        .put("created_at", at));
        for (int person : people) {
            String contact = Person.of(region, person).id();
            table.add(
                    "job_person",
                    new JsonObject()
                            .put("job_id", id())
                            .put("contact_id", contact)
                            .put("added_at", at.plusSeconds(people.indexOf(person))));
            table.add(
                    "event",
                    new JsonObject()
                            .put("at", at)
                            .put("region", region)
                            .put("contact_id", contact)
                            .put("kind", "job-person-added")
                            .put("actor", staff.admin())
                            .put("details", JsonObject.of("name", reference + ", " + name)));
        }
    }
}
