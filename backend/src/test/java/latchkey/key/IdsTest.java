package latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void an_ordered_id_is_of_version_7_and_grows_with_time() {
        UUID id = Ids.ordered();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(60_000L));
    }

    @Test
    void a_key_stands_for_another_id_with_each_owner() {
        UUID owner = Ids.ordered();
        UUID key = Ids.secret();
        UUID id = Ids.derived(owner, key);
        assertThat(id).isEqualTo(Ids.derived(owner, key));
        assertThat(id)
                .isNotIn(Ids.derived(Ids.ordered(), key), Ids.derived(owner, Ids.secret()), Ids.derived(key, owner));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void only_the_canonical_form_is_an_id() {
        UUID id = Ids.secret();
        assertThat(Ids.parse(id.toString())).contains(id);
        assertThat(Ids.parse("1-1-1-1-1")).isEmpty();
        assertThat(Ids.parse("")).isEmpty();
    }

    @Test
    void bytes_and_back() {
        UUID id = Ids.secret();
        assertThat(Ids.of(Ids.bytes(id))).isEqualTo(id);
    }
}
