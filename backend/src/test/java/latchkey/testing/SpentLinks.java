package latchkey.testing;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.link.Link;
import latchkey.link.Purpose;

/** Links that were open when somebody looked at them, and what may have become of them before they are redeemed. */
public final class SpentLinks {

    private SpentLinks() {}

    /** What is set in a link's row. */
    public static Stream<String> changes() {
        return Stream.of(
                "used_at = now()",
                "ended_at = now(), ended_by = 'replaced'",
                "expires_at = now()",
                "purpose = case when purpose = 'reset' then 'invitation' else 'reset' end");
    }

    /** The same of a client's link, which is of a region as well. */
    public static Stream<String> changesOfAClients() {
        return Stream.concat(changes(), Stream.of("region = 'nz'"));
    }

    public static void change(World world, UUID link, String change) {
        world.sql("update link set " + change + " where id = $1", link);
    }

    /** A client's link as a look at it found it: open. */
    public static Link open(World world, Purpose purpose, String email, String token) {
        UUID id = world.links().open(purpose, "au", token).orElseThrow();
        return new Link(id, Link.State.OPEN, Instant.now(), email, "Robin", "Sample");
    }
}
