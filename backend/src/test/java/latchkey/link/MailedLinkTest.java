package latchkey.link;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import latchkey.testing.Browser;
import latchkey.testing.Cases;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What mail programs make of a link. */
class MailedLinkTest {

    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    static Stream<String> stillOpens() {
        return Stream.concat(
                Cases.read("links.json").getJsonArray("stillOpens").stream().map(String.class::cast),
                Stream.of(
                        "{link}]",
                        "{link}*",
                        "{link}>.",
                        "{link}%C2%A0",
                        "{link}&amp;x=y",
                        "{link}%22%3E",
                        "{link}/?x"));
    }

    @ParameterizedTest
    @MethodSource("stillOpens")
    void what_stands_behind_a_link_is_taken_off(String mailed) {
        String invited = Integer.toHexString(mailed.hashCode()) + "@example.test";
        String invitation = mailed.replace("{link}", "/invitation/" + WORLD.invitation("au", invited));
        Browser browser = WORLD.portal("au");
        assertThat(browser.get(invitation).status()).isEqualTo(200);
        assertThat(browser.post(invitation, "password", PASSWORD).status()).isEqualTo(303);

        WORLD.portal("au").post("/forgot-password", "email", invited);
        String reset = mailed.replace("{link}", "/reset-password/" + WORLD.resetToken("au", invited));
        assertThat(browser.get(reset).status()).isEqualTo(200);
    }

    @Test
    void what_has_a_path_behind_it_leads_to_the_link_alone() {
        String path = "/invitation/" + WORLD.invitation("au", "path.behind@example.test");
        for (String behind : new String[] {"/index.html", "/a/b?c", "//evil.example/"}) {
            var answer = WORLD.portal("au").get(path + behind);
            assertThat(answer.status()).as(behind).isEqualTo(303);
            assertThat(answer.location()).as(behind).isEqualTo(path);
        }
        assertThat(WORLD.portal("au").get("//evil.example/.." + path + "/x").location())
                .isEqualTo(path);
    }

    /** A blank of Windows-1252, a percent sign of the sentence, the beginning of a character. */
    @Test
    void what_can_not_be_read_behind_a_link_leads_to_the_link_alone() {
        String path = "/invitation/" + WORLD.invitation("au", "unread.behind@example.test");
        for (String behind : new String[] {"%A0", "%", "%3E%A0", "%E2%80", "?utm_campaign=50%", "/%", "&amp;x=%zz"}) {
            var answer = WORLD.portal("au").get(path + behind);
            assertThat(answer.status()).as(behind).isEqualTo(303);
            assertThat(answer.location()).as(behind).isEqualTo(path);
        }
        assertThat(WORLD.portal("au").get(path.substring(0, 40) + "%").status()).isEqualTo(400);
        assertThat(WORLD.portal("au").post(path + "%", "password", PASSWORD).status())
                .isEqualTo(400);
    }

    @Test
    void a_link_that_was_cut_in_two_says_so() {
        String token = WORLD.invitation("au", "cut@example.test");
        var answer = WORLD.portal("au").get("/invitation/" + token.substring(0, token.length() - 12));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body())
                .contains("This link doesn’t work", "cut in two")
                .doesNotContain("no longer works");
    }

    @Test
    void a_link_at_another_regions_host_leads_to_the_right_one() {
        String token = WORLD.invitation("au", "elsewhere@example.test");
        var answer = WORLD.portal("nz").get("/invitation/" + token + "%3E");
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body())
                .contains("au.localhost", "href=\"http://au.localhost:8080/invitation/" + token)
                .contains(WORLD.settings().text("regions.au.support"))
                .doesNotContain("elsewhere@example.test", WORLD.settings().text("regions.nz.support"));
        assertThat(WORLD.portal("nz")
                        .post("/invitation/" + token, "password", PASSWORD)
                        .body())
                .contains("href=\"http://au.localhost:8080/invitation/" + token);
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(200);
    }

    @Test
    void a_token_that_we_did_not_make_leads_nowhere_else() {
        String token = WORLD.invitation("au", "damaged@example.test");
        var answer = WORLD.portal("nz").get("/invitation/x" + token.substring(1));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body()).doesNotContain("http://au.localhost:8080/invitation/");
    }
}
