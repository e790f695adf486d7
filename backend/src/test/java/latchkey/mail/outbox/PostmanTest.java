package latchkey.mail.outbox;

import static latchkey.mail.outbox.Outbox.await;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.config.Settings;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.link.LinkTokens;
import latchkey.link.Purpose;
import latchkey.mail.MailKind;
import latchkey.region.Regions;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Mails as a mail server gets them. */
@ExtendWith(VertxExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class PostmanTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final GreenMail greenMail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Outbox outbox;
    private Settings settings;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        greenMail.start();
        outbox = new Outbox(DATABASE, vertx);
        settings = outbox.settings("smtp://localhost:" + greenMail.getSmtp().getPort());
    }

    @AfterEach
    void close() {
        greenMail.stop();
    }

    @Test
    void a_mail_leaves_as_its_row_says(Vertx vertx) throws Exception {
        UUID link = outbox.link("invitation");
        UUID id = outbox.queue(MailKind.INVITATION, link);
        await(vertx.deployVerticle(postman(vertx)));

        MimeMessage mail = eventually(
                greenMail::getReceivedMessages, mails -> assertThat(mails).hasSize(1))[0];
        assertThat(mail.getSubject()).isEqualTo("Your invitation to the Latchkey Homes client portal");
        assertThat(people(mail.getFrom())).containsExactly("Latchkey Homes Australia <portal@au.latchkey.example>");
        assertThat(people(mail.getAllRecipients())).containsExactly("Robin Client <client.au@example.test>");
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@au.localhost>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Date")).hasSize(1);
        assertThat(people(mail.getReplyTo())).containsExactly("Latchkey Homes Australia <help@au.latchkey.example>");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");

        String token = token(part(mail, 0));
        assertThat(tokens().open(Purpose.INVITATION, "au", token)).contains(link);
        assertThat(part(mail, 1)).contains("/invitation/" + token).contains("<html lang=\"en-AU\">");
    }

    @Test
    void what_came_of_it_is_noted_and_told(Vertx vertx) throws Exception {
        UUID link = outbox.link("reset");
        UUID id = outbox.queue(MailKind.RESET, link);
        await(vertx.deployVerticle(postman(vertx)));

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        var row = outbox.mail(id);
        assertThat(row.getInteger("attempts")).isEqualTo(1);
        assertThat(row.getValue("next_attempt_at")).isNull();
        assertThat(row.getValue("leased_until")).isNull();
        var event = outbox.events().getFirst();
        assertThat(event.getString("kind")).isEqualTo("mail-sent");
        assertThat(event.getString("actor")).isEqualTo("system");
        assertThat(event.getString("region")).isEqualTo("au");
        assertThat(event.getUUID("contact_id")).isEqualTo(Outbox.CONTACT);
        assertThat(event.getValue("details"))
                .isEqualTo(new JsonObject().put("mail", "reset").put("link", link.toString()));
        eventually(
                () -> meters.counter("latchkey.mail.attempts", "outcome", "sent")
                        .count(),
                sent -> assertThat(sent).isOne());
    }

    @Test
    void no_row_holds_the_token(Vertx vertx) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        await(vertx.deployVerticle(postman(vertx)));
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));

        String token = token(part(greenMail.getReceivedMessages()[0], 0));
        for (String table : new String[] {"mail", "event", "link"}) {
            assertThat(outbox.rows("select t::text from " + table + " t", Tuple.tuple()))
                    .noneMatch(row -> row.getString(0).contains(token));
        }
    }

    @Test
    void a_mail_to_staff_comes_from_the_admin_ui(Vertx vertx) throws Exception {
        UUID id = outbox.queueToStaff();
        await(vertx.deployVerticle(postman(vertx)));

        MimeMessage mail = eventually(
                greenMail::getReceivedMessages, mails -> assertThat(mails).hasSize(1))[0];
        assertThat(people(mail.getFrom())).containsExactly("Latchkey <latchkey@latchkey.example>");
        assertThat(people(mail.getAllRecipients())).containsExactly("Sam Staff <staff@example.test>");
        assertThat(part(mail, 0)).contains("http://localhost:8082/activate/", "(Auckland time)");
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(((JsonObject) outbox.events().getFirst().getValue("details")).getString("staff"))
                .isEqualTo(Outbox.STAFF.toString());
    }

    @Test
    void a_name_adds_no_header_and_no_recipient(Vertx vertx) throws Exception {
        String name = "Zoë\r\nBcc: b@y.test\r\n\r\n<script>alert(1)</script> {{7*7}} 🏡";
        outbox.run("update contact set given_name = $1", Tuple.of(name));
        outbox.queue(MailKind.RESET);
        await(vertx.deployVerticle(postman(vertx)));

        MimeMessage mail = eventually(
                greenMail::getReceivedMessages, mails -> assertThat(mails).hasSize(1))[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(people(mail.getAllRecipients()))
                .containsExactly(
                        "Zoë Bcc: b@y.test <script>alert(1)</script> {{7*7}} 🏡 Client <client.au@example.test>");
        assertThat(part(mail, 0)).contains("<script>alert(1)</script> {{7*7}} 🏡,");
        assertThat(part(mail, 1)).contains("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} 🏡,");
    }

    @Test
    void a_mail_whose_link_was_replaced_is_not_sent(Vertx vertx) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        outbox.run("update link set ended_at = now(), ended_by = 'replaced'", Tuple.tuple());
        await(vertx.deployVerticle(postman(vertx)));

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("FAILED"));
        assertThat(outbox.told()).containsExactly("mail-failed: A newer link replaced the one in it.");
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_second_invitation_says_that_it_replaces_the_first(Vertx vertx) throws Exception {
        outbox.queue(MailKind.INVITATION);
        outbox.run("update mail set status = 'SENT', created_at = now() - interval '1 day'", Tuple.tuple());
        outbox.queue(MailKind.INVITATION);
        await(vertx.deployVerticle(postman(vertx)));

        var mails = eventually(
                greenMail::getReceivedMessages, received -> assertThat(received).hasSize(1));
        assertThat(part(mails[0], 0)).contains("replaces the link in our earlier email");
    }

    @Test
    void a_mail_of_a_kind_that_nobody_knows_waits_for_a_version_that_does(Vertx vertx) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        outbox.run("update mail set kind = 'unheard-of'", Tuple.tuple());
        await(vertx.deployVerticle(postman(vertx)));

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("DEFERRED"));
    }

    @Test
    void two_postmen_send_each_mail_once(Vertx vertx) throws Exception {
        int mails = 150;
        UUID link = outbox.link("invitation");
        for (int i = 0; i < mails; i++) {
            outbox.queue(MailKind.INVITATION, link);
        }
        await(vertx.deployVerticle(postman(vertx)));
        await(vertx.deployVerticle(postman(vertx, new SimpleMeterRegistry())));

        eventually(
                () -> outbox.rows("select from mail where status <> 'SENT'", Tuple.tuple()),
                unsent -> assertThat(unsent).isEmpty());
        var ids = new HashSet<String>();
        for (MimeMessage mail : greenMail.getReceivedMessages()) {
            ids.add(mail.getMessageID());
        }
        assertThat(ids).hasSize(mails);
        assertThat(greenMail.getReceivedMessages()).hasSize(mails);
        assertThat(outbox.rows("select from event where kind = 'mail-sent'", Tuple.tuple()))
                .hasSize(mails);
    }

    private Postman postman(Vertx vertx) {
        return postman(vertx, meters);
    }

    private Postman postman(Vertx vertx, MeterRegistry meters) {
        return new Postman(vertx, settings, new Regions(settings), tokens(), outbox.pool(), meters);
    }

    private LinkTokens tokens() {
        return new LinkTokens(new Seal(new Keyring(settings)));
    }

    private static String token(String text) {
        return Arrays.stream(text.split("\\s+"))
                .filter(word -> word.startsWith("http://au.localhost:8080/"))
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
        return part.getContent().toString().replace("\r\n", "\n");
    }

    /** With their names, which {@link InternetAddress#equals} does not compare. */
    private static List<String> people(Address[] addresses) {
        return Stream.of(addresses)
                .map(InternetAddress.class::cast)
                .map(one -> one.getPersonal() + " <" + one.getAddress() + ">")
                .toList();
    }
}
