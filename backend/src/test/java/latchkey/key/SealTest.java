package latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final String SECRET = "the first secret, longer than 32 bytes";
    private static final String OTHER = "the second secret, longer than 32 bytes";

    private final Seal seal = new Seal(keyring(Map.of("secret", SECRET)));

    @Test
    void what_was_sealed_can_be_opened() {
        UUID id = Ids.secret();
        assertThat(seal.open(seal.seal(Ids.bytes(id), "link", "reset", "au"), 16, "link", "reset", "au")
                        .map(Ids::of))
                .contains(id);
    }

    @Test
    void a_token_opens_in_its_own_context_only() {
        String token = seal.seal(new byte[16], "link", "reset", "au");
        assertThat(seal.open(token, 16, "link", "reset", "nz")).isEmpty();
        assertThat(seal.open(token, 16, "link", "invitation", "au")).isEmpty();
        assertThat(seal.open(token, 16, "link", "reset" + "au")).isEmpty();
        assertThat(seal.open(token, 20, "link", "reset", "au")).isEmpty();
    }

    @Test
    void a_changed_token_is_none() {
        String token = seal.seal(new byte[16], "x");
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(seal.open(token.substring(0, i) + other + token.substring(i + 1), 16, "x"))
                    .isEmpty();
        }
        assertThat(seal.open("", 16, "x")).isEmpty();
        assertThat(seal.open("%".repeat(64), 16, "x")).isEmpty();
        assertThat(seal.open(token + "A", 16, "x")).isEmpty();
    }

    @Test
    void the_previous_secret_still_opens_but_no_longer_seals() {
        String old = seal.seal(new byte[16], "x");
        Seal rotated = new Seal(keyring(Map.of("secret", OTHER, "previous-secret", SECRET)));
        assertThat(rotated.open(old, 16, "x")).isPresent();
        assertThat(new Seal(keyring(Map.of("secret", OTHER))).open(old, 16, "x"))
                .isEmpty();
        assertThat(seal.open(rotated.seal(new byte[16], "x"), 16, "x")).isEmpty();
    }

    /** The three steps of docs/operations.md: at each, backends of two neighbouring ones run beside each other. */
    @Test
    void in_a_rotation_each_backend_opens_what_another_one_seals() {
        List<Seal> steps = Stream.of(
                        Map.of("secret", SECRET),
                        Map.of("secret", SECRET, "previous-secret", OTHER),
                        Map.of("secret", OTHER, "previous-secret", SECRET),
                        Map.of("secret", OTHER))
                .map(secrets -> new Seal(keyring(secrets)))
                .toList();
        for (int step = 1; step < steps.size(); step++) {
            Seal before = steps.get(step - 1);
            Seal after = steps.get(step);
            assertThat(after.open(before.seal(new byte[16], "x"), 16, "x"))
                    .as("step %d takes what the one before seals", step)
                    .isPresent();
            assertThat(before.open(after.seal(new byte[16], "x"), 16, "x"))
                    .as("the one before takes what step %d seals", step)
                    .isPresent();
        }
    }

    @Test
    void a_missing_or_short_secret_stops_the_start() {
        assertThatThrownBy(() -> keyring(Map.of())).hasMessageContaining("secret is missing");
        assertThatThrownBy(() -> keyring(Map.of("secret", "hunter2")))
                .hasMessageContaining("secret is too short")
                .hasMessageNotContaining("hunter2");
    }

    private static Keyring keyring(Map<String, String> values) {
        return new Keyring(Settings.read(Map.of()).with(values));
    }
}
