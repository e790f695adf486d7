package latchkey.search;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CountTableTest {

    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void an_estimate_leaves_archived_contacts_out_as_a_count_does() {
        var _ = WORLD.contact("nz", "present@counted.test");
        WORLD.sql("update contact set archived_at = now() where id = $1", WORLD.contact("nz", "archived@counted.test"));
        var regions = List.of("nz");
        var filter = new ContactFilter(
                regions, Optional.empty(), Optional.empty(), false, false, Word.all("counted.test", regions));
        var table = new CountTable(WORLD.pool());
        assertThat(await(table.sampled(filter, 100)))
                .isEqualTo(await(table.found(filter)))
                .singleElement()
                .extracting(CountTable.Cell::count)
                .isEqualTo(1L);
    }
}
