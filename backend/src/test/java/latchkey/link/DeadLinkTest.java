package latchkey.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a link that no longer works says, in the words that its reader sees. */
class DeadLinkTest {

    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        used_at = now()                         | It has already been used.
        expires_at = now()                      | each link works only for a short time.
        ended_at = now(), ended_by = 'replaced' | A newer link has been sent, so this one no longer works.
        ended_at = now(), ended_by = 'password' | Your password was changed after this link was sent.
        ended_at = now(), ended_by = 'address'  | Your email address was changed after this link was sent.
        ended_at = now(), ended_by = 'disabled' | This account can’t be used at the moment.
        """)
    void a_reset_link_says_why(String change, String sentence) {
        String email = UUID.randomUUID() + "@example.test";
        WORLD.account("au", email);
        WORLD.portal("au").post("/forgot-password", "email", email);
        WORLD.sql("update link set " + change + " where email = $1", email);
        var dead = WORLD.portal("au").get("/reset-password/" + WORLD.resetToken("au", email));
        assertThat(dead.status()).isEqualTo(410);
        assertThat(dead.body()).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        used_at = now()                         | You’ve already used this invitation to create your account.
        expires_at = now()                      | each invitation works only for a limited time.
        ended_at = now(), ended_by = 'replaced' | We’ve sent you a newer invitation
        ended_at = now(), ended_by = 'revoked'  | It has been revoked.
        ended_at = now(), ended_by = 'address'  | Your email address was changed after this invitation was sent.
        ended_at = now(), ended_by = 'password' | You’ve already used this invitation to create your account.
        ended_at = now(), ended_by = 'disabled' | You’ve already used this invitation to create your account.
        """)
    void an_invitation_says_why(String change, String sentence) {
        String email = UUID.randomUUID() + "@example.test";
        String token = WORLD.invitation("au", email);
        WORLD.sql("update link set " + change + " where email = $1", email);
        var dead = WORLD.portal("au").get("/invitation/" + token);
        assertThat(dead.status()).isEqualTo(410);
        assertThat(dead.body()).contains(sentence);
    }

    @Test
    void a_password_for_a_link_that_ran_out_is_told_that_it_ran_out() {
        String token = WORLD.invitation("au", "ran.out@example.test");
        WORLD.sql("update link set expires_at = now() where email = 'ran.out@example.test'");
        var late = WORLD.portal("au").post("/invitation/" + token, "password", World.PASSWORD);
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.body())
                .contains("each invitation works only for a limited time.")
                .doesNotContain("wasn’t saved");
    }
}
