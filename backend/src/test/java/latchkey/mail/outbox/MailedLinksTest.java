package latchkey.mail.outbox;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way of a link: from a page by the outbox and a mail server to a page. */
class MailedLinksTest {

    private static final Pattern RESET = Pattern.compile("http://nz\\.localhost:8080(/reset-password/\\S+)");
    private static final GreenMail MAILS = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private static World world;

    @BeforeAll
    static void start() {
        MAILS.start();
        world = World.start(
                Map.of("mail.url", "smtp://127.0.0.1:" + MAILS.getSmtp().getPort()));
    }

    @AfterAll
    static void stop() {
        world.close();
        MAILS.stop();
    }

    @Test
    void a_reset_is_asked_for_mailed_used_and_told() throws Exception {
        world.account("nz", "client.nz@example.test");
        var browser = world.portal("nz");
        assertThat(browser.post("/forgot-password", "email", "Client.NZ@example.test")
                        .status())
                .isEqualTo(303);

        var link = RESET.matcher(text("Reset your password for the Latchkey Homes client portal"));
        assertThat(link.find()).isTrue();
        var answer = browser.post(link.group(1), "password", "another horse, another battery");
        assertThat(answer.location()).isEqualTo("/login?reset");

        assertThat(text("Your Latchkey Homes client portal password was changed"))
                .contains("Hello Robin,", "(Auckland time)", "client.nz@example.test");
    }

    /** The text of the mail with this subject, once it is there. */
    private static String text(String subject) throws Exception {
        var mails = eventually(
                () -> Arrays.stream(MAILS.getReceivedMessages())
                        .filter(mail -> subject(mail).equals(subject))
                        .toList(),
                found -> assertThat(found).hasSize(1));
        return ((MimeMultipart) mails.getFirst().getContent())
                .getBodyPart(0)
                .getContent()
                .toString();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
