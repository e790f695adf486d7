package latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class GatheredChangesTest {

    private final GatheredChanges gathered = new GatheredChanges();

    @Test
    void a_change_that_comes_alone_is_told_at_once() {
        assertThat(gathered.add(change(1, "a"))).containsExactly(change(1, "a"));
        assertThat(gathered.take()).isEmpty();
        assertThat(gathered.add(change(2, "a"))).hasSize(1);
    }

    @Test
    void what_follows_is_told_together_and_once_for_each_contact() {
        assertThat(gathered.add(change(1, "a"))).hasSize(1);
        for (int id = 2; id < 10; id++) {
            assertThat(gathered.add(change(id, "b"))).isEmpty();
        }
        assertThat(gathered.add(change(10, "c"))).isEmpty();
        assertThat(gathered.take())
                .extracting(told -> told.getString("contactId"))
                .containsExactly("b", "c");
        assertThat(gathered.add(change(11, "d"))).isEmpty();
        assertThat(gathered.take()).hasSize(1);
    }

    @Test
    void of_a_storm_no_more_is_told_than_that_anything_may_have_changed() {
        for (int id = 0; id < 100_000; id++) {
            var told = gathered.add(change(id, "contact " + id));
            assertThat(told).hasSize(id == 0 ? 1 : 0);
        }
        assertThat(gathered.take()).containsExactly(new JsonObject().put("kind", "anything"));
        assertThat(gathered.take()).isEmpty();
    }

    private static JsonObject change(long id, String contact) {
        return new JsonObject()
                .put("id", id)
                .put("kind", "contact-changed")
                .put("region", "au")
                .put("contactId", contact);
    }
}
