package latchkey.link;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the table looks at, whatever the token says: each guard holds without the other. */
class LinkTableTest {

    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_link_is_found_for_its_own_purpose_and_region_only() {
        String token = WORLD.invitation("au", "found@example.test");
        UUID id = WORLD.links().open(Purpose.INVITATION, "au", token).orElseThrow();
        var table = new LinkTable(WORLD.pool());
        assertThat(await(table.find(Purpose.INVITATION, "au", id))).isPresent();
        assertThat(await(table.find(Purpose.RESET, "au", id))).isEmpty();
        assertThat(await(table.find(Purpose.STAFF, "au", id))).isEmpty();
        assertThat(await(table.find(Purpose.INVITATION, "nz", id))).isEmpty();
    }

    @Test
    void a_token_opens_for_its_own_purpose_and_region_only() {
        UUID id = UUID.randomUUID();
        LinkTokens tokens = WORLD.links();
        String token = tokens.token(Purpose.RESET, "au", id);
        assertThat(tokens.open(Purpose.RESET, "au", token)).contains(id);
        assertThat(tokens.open(Purpose.INVITATION, "au", token)).isEmpty();
        assertThat(tokens.open(Purpose.RESET, "nz", token)).isEmpty();
        assertThat(tokens.open(Purpose.STAFF, "staff", token)).isEmpty();
    }
}
