package latchkey.sandbox.mailbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that accepts every mail to any address and keeps it. Two domains simulate trouble: mail to
 * {@value #REFUSING} is refused for good, mail to {@value #DEFERRING} is deferred.
 */
public final class MailServer implements AutoCloseable {

    public static final String REFUSING = "gone.example.test";
    public static final String DEFERRING = "busy.example.test";

    private static final Map<String, String> TROUBLED = Map.of(
            REFUSING, "550 5.1.1 No such mailbox here",
            DEFERRING, "451 4.7.1 Greylisted, please try again later");

    private final SmtpServer server;

    private MailServer(SmtpServer server) {
        this.server = server;
    }

    public static MailServer start(String address, int port, Mails mails) {
        var server = new SmtpServer(new ServerSetup(port, address, ServerSetup.PROTOCOL_SMTP), new Capturing(mails));
        server.startService();
        try {
            if (server.waitTillRunning(10_000)) {
                return new MailServer(server);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("The sandbox's mail server did not start at port " + port);
    }

    @Override
    public void close() {
        server.stopService(1_000);
    }

    private static final class Capturing extends Managers {

        private final SmtpManager keeper;

        Capturing(Mails mails) {
            this.keeper = new Keeper(this, mails);
        }

        @Override
        public SmtpManager getSmtpManager() {
            return keeper;
        }
    }

    private static final class Keeper extends SmtpManager {

        private final Mails mails;

        Keeper(Managers managers, Mails mails) {
            super(managers.getImapHostManager(), managers.getUserManager());
            this.mails = mails;
        }

        /** The refusal, or null for an accepted recipient, as the library wants it. */
        @Override
        public @Nullable String checkRecipient(SmtpState state, MailAddress recipient) {
            return TROUBLED.get(recipient.getHost().toLowerCase(Locale.ROOT));
        }

        @Override
        public synchronized void send(SmtpState state) {
            var mail = state.getMessage();
            try {
                for (MailAddress recipient : mail.getToAddresses()) {
                    mails.keep(mail.getMessage(), recipient.getEmail());
                }
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException("The mail can't be kept", e);
            }
        }
    }
}
