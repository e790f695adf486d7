package latchkey.mail.sent;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What staff add to an invitation, see before it leaves, and read afterwards. */
class SentMailTest {

    private static final GreenMail MAILS = started();
    private static final World WORLD =
            World.start(Map.of("mail.url", "smtp://localhost:" + MAILS.getSmtp().getPort()));
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();

    @AfterAll
    static void stop() {
        WORLD.close();
        MAILS.stop();
    }

    @Test
    void what_a_colleague_adds_is_seen_before_it_is_sent_and_kept_as_it_was_sent() throws Exception {
        UUID contact = WORLD.contact("au", "own.words@example.test");
        var words = new JsonObject().put("message", " Lovely to meet you & the <b>dogs</b>!\n\nSee you on site. ");

        JsonObject preview =
                ADMIN.post(path(contact) + "/invitation?dryRun=true", words).json();
        assertThat(preview.getString("recipient")).isEqualTo("own.words@example.test");
        assertThat(preview.getString("text"))
                .contains("Lovely to meet you & the <b>dogs</b>!\n\nSee you on site.\n\n")
                .contains("http://au.localhost:8080/invitation/…\n");
        assertThat(preview.getString("html"))
                .contains("&lt;b&gt;dogs&lt;/b&gt;")
                .doesNotContain("<b>");
        assertThat(mails(contact)).isEmpty();

        assertThat(ADMIN.post(path(contact) + "/invitation", words).status()).isEqualTo(202);
        MimeMessage sent = received("own.words@example.test");
        String source = GreenMailUtil.getWholeMessage(sent);
        assertThat(sent.getReplyTo()[0]).hasToString("Latchkey Homes Australia <help@au.latchkey.example>");

        JsonObject listed = kept(contact).getJsonObject(0);
        assertThat(listed.getString("subject")).isEqualTo(preview.getString("subject"));
        JsonObject kept =
                ADMIN.get(path(contact) + "/mails/" + listed.getString("id")).json();
        assertThat(kept.getString("status")).isEqualTo("SENT");
        assertThat(untimed(kept, "text")).isEqualTo(untimed(preview, "text"));
        assertThat(untimed(kept, "html")).isEqualTo(untimed(preview, "html"));

        String token = source.replaceAll("(?s).*?/invitation/([\\w-]+).*", "$1");
        assertThat(token).hasSizeGreaterThan(20);
        WORLD.sql("select to_jsonb(mail)::text from mail")
                .forEach(row -> assertThat(row.getString(0)).doesNotContain(token));
    }

    @Test
    void who_invites_is_named_and_a_second_invitation_says_so_in_its_subject() throws Exception {
        UUID contact = WORLD.contact("au", "twice@example.test");
        assertThat(ADMIN.post(path(contact) + "/invitation").status()).isEqualTo(202);
        assertThat(received("twice@example.test").getSubject())
                .isEqualTo("Your invitation to the Latchkey Homes client portal");
        var first = kept(contact).getJsonObject(0);
        var mail = ADMIN.get(path(contact) + "/mails/" + first.getString("id")).json();
        assertThat(mail.getString("text"))
                .contains(" at Latchkey Homes (Australia) has invited you to the client portal");
        JsonObject again = ADMIN.post(path(contact) + "/invitation?dryRun=true").json();
        assertThat(again.getString("subject")).isEqualTo("New link to the Latchkey Homes client portal");
    }

    @Test
    void what_no_mail_server_has_taken_has_no_copy() {
        UUID contact = WORLD.contact("au", "waiting@example.test");
        WORLD.sql(
                "insert into mail (id, kind, region, contact_id, recipient, status, next_attempt_at)"
                        + " values (gen_random_uuid(), 'new-device', 'au', $1, 'waiting@example.test', 'FAILED', null)",
                contact);
        JsonObject listed = mails(contact).getJsonObject(0);
        assertThat(listed.getString("subject")).isNull();
        var whole = ADMIN.get(path(contact) + "/mails/" + listed.getString("id"));
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.json().containsKey("html")).isFalse();
    }

    @Test
    void nobody_reads_mails_of_another_region_or_of_another_contact() {
        UUID contact = WORLD.contact("au", "mine@example.test");
        UUID other = WORLD.contact("au", "other@example.test");
        assertThat(ADMIN.post(path(contact) + "/invitation").status()).isEqualTo(202);
        String mail = mails(contact).getJsonObject(0).getString("id");
        assertThat(ADMIN.get(path(other) + "/mails/" + mail).status()).isEqualTo(404);
        STAFF.support("nz@latchkey.test", "nz");
        Browser elsewhere = STAFF.signedIn("nz@latchkey.test");
        assertThat(elsewhere.get(path(contact) + "/mails").status()).isEqualTo(404);
        assertThat(elsewhere.get(path(contact) + "/mails/" + mail).status()).isEqualTo(404);
    }

    @Test
    void a_personal_line_is_text_and_no_longer_than_a_line_should_be() {
        UUID contact = WORLD.contact("au", "long@example.test");
        for (String refused : new String[] {"x".repeat(501), "turned \u202Eround", "rung \u0007"}) {
            var answer = ADMIN.post(path(contact) + "/invitation", new JsonObject().put("message", refused));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                    .isEqualTo("message");
        }
        assertThat(mails(contact)).isEmpty();
        assertThat(ADMIN.post(path(contact) + "/invitation", new JsonObject().put("message", "x".repeat(500)))
                        .status())
                .isEqualTo(202);
    }

    /** The minute may turn between the two. */
    private static String untimed(JsonObject mail, String part) {
        return mail.getString(part).replaceAll("until [^(]*\\(Sydney time\\)", "until then");
    }

    private static String path(UUID contact) {
        return "/api/v1/contacts/" + contact;
    }

    private static JsonArray mails(UUID contact) {
        return ADMIN.get(path(contact) + "/mails").json().getJsonArray("items");
    }

    private static JsonArray kept(UUID contact) {
        return eventually(
                () -> mails(contact),
                mails -> assertThat(mails.getJsonObject(0).getString("status")).isEqualTo("SENT"));
    }

    private static MimeMessage received(String recipient) {
        return eventually(
                () -> MAILS.getReceivedMessagesForDomain(recipient),
                mails -> assertThat(mails).isNotEmpty())[0];
    }

    private static GreenMail started() {
        var mails = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        mails.start();
        return mails;
    }
}
