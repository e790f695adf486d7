package latchkey.reset;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import latchkey.link.Link;
import latchkey.link.Purpose;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.testing.Browser;
import latchkey.testing.SpentLinks;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statement that redeems decides, whatever the look before it saw. */
class RedeemResetTest {

    private static final World WORLD = World.start();
    private static final ResetTable TABLE = new ResetTable(WORLD.pool());
    private static final Regions REGIONS = new Regions(WORLD.settings());

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @MethodSource("latchkey.testing.SpentLinks#changesOfAClients")
    void a_link_that_does_not_work_any_more_sets_no_password(String change) {
        Link link = link(UUID.randomUUID() + "@example.test");
        SpentLinks.change(WORLD, link.id(), change);

        assertThat(redeem(link)).isFalse();
        assertThat(WORLD.count("account where email = $1 and password = 'new'", link.email()))
                .isZero();
        assertThat(WORLD.count("mail where recipient = $1 and kind = 'password-changed'", link.email()))
                .isZero();
    }

    @Test
    void a_link_sets_a_password_once() {
        Link link = link("once@example.test");
        assertThat(redeem(link)).isTrue();
        assertThat(redeem(link)).isFalse();
    }

    /** Right or wrong, what is typed behind a used link is answered alike: it tests no passwords. */
    @Test
    void a_second_press_is_told_which_password_was_set() {
        WORLD.account("au", "pressed@example.test");
        WORLD.portal("au").post("/forgot-password", "email", "pressed@example.test");
        String path = "/reset-password/" + WORLD.resetToken("au", "pressed@example.test");
        String chosen = "a passphrase nobody guesses";
        Browser browser = WORLD.portal("au").with("sec-fetch-mode", "navigate");
        assertThat(browser.post(path, "password", chosen).location()).isEqualTo("/login?reset");
        var same = browser.post(path, "password", chosen);
        assertThat(same.status()).isEqualTo(410);
        assertThat(same.body())
                .contains("You already have a new password", "the password that was entered first", "/login");
        assertThat(browser.post(path, "password", "another long passphrase here")
                        .body())
                .isEqualTo(same.body());
    }

    @Test
    void who_resets_where_another_client_is_signed_in_is_led_to_sign_in_all_the_same() {
        WORLD.account("au", "forgot.here@example.test");
        WORLD.account("au", "signed.in.here@example.test");
        Browser browser = WORLD.portal("au");
        browser.post("/login", "email", "signed.in.here@example.test", "password", World.PASSWORD);
        browser.post("/forgot-password", "email", "forgot.here@example.test");
        String path = "/reset-password/" + WORLD.resetToken("au", "forgot.here@example.test");
        var reset = browser.post(path, "password", "a passphrase nobody guesses");
        assertThat(reset.location()).isEqualTo("/login?reset&again");
        assertThat(browser.get(reset.location()).body()).contains("Your password has been changed. Please sign in.");
    }

    @Test
    void a_new_password_makes_sessions_old_that_are_opened_at_the_same_moment() {
        Link link = link("version@example.test");
        assertThat(redeem(link)).isTrue();
        assertThat(WORLD.count("account where email = 'version@example.test' and password_version = 2"))
                .isEqualTo(1);
    }

    @Test
    void a_disabled_account_redeems_none() {
        Link link = link("disabled@example.test");
        WORLD.sql("update account set disabled_at = now() where email = $1", link.email());
        assertThat(redeem(link)).isFalse();
        assertThat(WORLD.count("account where email = $1 and password = 'new'", link.email()))
                .isZero();
    }

    @Test
    void a_disabled_account_gets_no_mail() {
        WORLD.account("au", "silent@example.test");
        WORLD.sql("update account set disabled_at = now() where email = 'silent@example.test'");
        WORLD.portal("au").post("/forgot-password", "email", "silent@example.test");
        assertThat(WORLD.count("mail where recipient = 'silent@example.test'")).isZero();
        assertThat(WORLD.count("link where email = 'silent@example.test'")).isZero();
    }

    private static boolean redeem(Link link) {
        Region region = REGIONS.of("au").orElseThrow();
        return await(TABLE.redeem(link, region, "new", "192.0.2.1"));
    }

    /** An open one, as the look before saw it. */
    private static Link link(String email) {
        WORLD.account("au", email);
        WORLD.portal("au").post("/forgot-password", "email", email);
        return SpentLinks.open(WORLD, Purpose.RESET, email, WORLD.resetToken("au", email));
    }
}
