package latchkey.mail.wire;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import latchkey.config.Settings;

/**
 * The mail server that {@code mail.url} names. TLS is used where the server offers it, and a password never travels
 * without it, except to a server on this machine.
 */
public final class MailServer {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int IDLE_SECONDS = 10;

    private final MailConfig config;
    private final int connections;

    public MailServer(Settings settings, MailTimeouts timeouts) {
        URI url = settings.uri("mail.url", "smtp", "smtps");
        boolean tls = "smtps".equals(url.getScheme());
        connections = settings.number("mail.connections", 1, 100);
        config = new MailConfig()
                .setHostname(url.getHost().replaceAll("[\\[\\]]", ""))
                .setSsl(tls)
                .setStarttls(starttls(url))
                .setLogin(LoginOption.DISABLED)
                .setMaxPoolSize(mostConnections())
                // Where a server answers DATA with "go ahead" behind a refused recipient, the client would leave the
                // conversation in there, and the connection would be lost until it has been silent long enough.
                .setPipelining(false)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setKeepAliveTimeoutUnit(TimeUnit.SECONDS)
                .setUserAgent("latchkey");
        config.setTcpKeepAlive(true)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setIdleTimeout((int) timeouts.silence().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        if (url.getRawUserInfo() != null) {
            signIn(settings, url.getRawUserInfo().split(":", 2));
        }
        config.setPort(url.getPort() > 0 ? url.getPort() : usualPort(tls));
    }

    public MailClient connect(Vertx vertx) {
        return MailClient.create(vertx, config);
    }

    /** How many mails are sent at the same time. */
    public int connections() {
        return connections;
    }

    /** How many there are at most, those included for which the server takes its time. */
    public int mostConnections() {
        return 2 * connections;
    }

    public String host() {
        return config.getHostname();
    }

    /** What the client is told, for tests. */
    MailConfig config() {
        return config;
    }

    private void signIn(Settings settings, String[] user) {
        if (user.length < 2) {
            throw settings.fault("mail.url", "has a user but no password", "write it like smtp://user:password@host");
        }
        config.setLogin(LoginOption.REQUIRED).setUsername(decode(user[0])).setPassword(decode(user[1]));
    }

    private int usualPort(boolean tls) {
        if (tls) {
            return 465;
        }
        return config.getLogin() == LoginOption.REQUIRED ? 587 : 25;
    }

    private static StartTLSOptions starttls(URI url) {
        if (url.getHost().matches("localhost|.*\\.localhost|127\\..*|\\[::1]")) {
            return StartTLSOptions.DISABLED;
        }
        return url.getRawUserInfo() == null ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
