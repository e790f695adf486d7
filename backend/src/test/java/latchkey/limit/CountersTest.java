package latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void no_text_makes_another_counters_name() {
        String counter = Counters.key("kind", "au", "client@example.test");
        assertThat(Counters.key("kind", "au client@example.test")).isNotEqualTo(counter);
        assertThat(Counters.key("kind", "au 19:client@example.test")).isNotEqualTo(counter);
        assertThat(Counters.key("kind", "au", "client@example.test", "")).isNotEqualTo(counter);
        assertThat(Counters.key("kind", "client@example.test", "au")).isNotEqualTo(counter);
    }
}
