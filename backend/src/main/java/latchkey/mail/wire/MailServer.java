package latchkey.mail.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.config.tls.Authorities;
import latchkey.config.tls.TlsFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mail server that {@code mail.url} names. Mails travel under TLS with a checked certificate unless the URL says
 * otherwise, and a password never travels without it, except to a server on this machine.
 */
public final class MailServer {

    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);
    private static final String KEY = "mail.url";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int IDLE_SECONDS = 10;

    private final MailConfig config;
    private final int connections;

    public MailServer(Settings settings, MailTimeouts timeouts) {
        URI url = settings.uri(KEY, "smtp", "smtps");
        boolean tls = "smtps".equals(url.getScheme());
        var parameters =
                settings.parameters(KEY, Optional.ofNullable(url.getRawQuery()).orElse(""), List.of("starttls", "ca"));
        StartTLSOptions starttls = starttls(url, Optional.ofNullable(parameters.get("starttls")));
        Optional<String> authorities = Optional.ofNullable(parameters.get("ca"));
        connections = settings.number("mail.connections", 1, 100);
        config = new MailConfig()
                .setHostname(url.getHost().replaceAll("[\\[\\]]", ""))
                .setSsl(tls)
                .setStarttls(starttls)
                .setLogin(LoginOption.DISABLED)
                .setMaxPoolSize(mostConnections())
                // If a server answers DATA with "go ahead" after refusing the recipient, the client would stay in the
                // middle of the SMTP dialogue, and the connection would be unusable until it has been silent long
                // enough.
                .setPipelining(false)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setKeepAliveTimeoutUnit(TimeUnit.SECONDS)
                .setUserAgent("latchkey");
        config.setTcpKeepAlive(true)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setIdleTimeout((int) timeouts.silence().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        if (tls || starttls != StartTLSOptions.DISABLED) {
            check(authorities.map(file -> Authorities.of(KEY, Path.of(file))).orElseGet(Authorities::ofSystem));
        } else if (authorities.isPresent()) {
            throw new ConfigException(
                    KEY, "names authorities for a connection without TLS", "leave out ca, or set starttls=required");
        }
        if (url.getRawUserInfo() != null) {
            signIn(settings, url.getRawUserInfo().split(":", 2));
        }
        config.setPort(url.getPort() > 0 ? url.getPort() : usualPort(tls));
    }

    public MailClient connect(Vertx vertx) {
        return MailClient.create(vertx, config);
    }

    /**
     * Hands a mail over. Fails with {@link SSLException}, in words for operators, if that can't be done securely, and
     * with {@link MailServerUnusable} if the server lacks what {@code mail.url} asks for.
     */
    public Future<MailResult> send(MailClient client, MailMessage mail) {
        return client.sendMail(mail).recover(failure -> Future.failedFuture(explained(failure)));
    }

    /** A failure without a class of its own is a sentence of the mail client. */
    private static Throwable explained(Throwable failure) {
        return switch (failure) {
            case SSLException insecure -> fault(TlsFault.words(insecure), insecure);
            case SMTPException refusal -> refusal;
            case VertxException sentence -> new MailServerUnusable(sentence);
            default -> failure;
        };
    }

    private static SSLException fault(String words, Throwable cause) {
        var fault = new SSLException(words);
        fault.initCause(cause);
        return fault;
    }

    /** How many mails are sent in parallel. */
    public int connections() {
        return connections;
    }

    /** The most mails under way, including those that the server is slow to accept. */
    public int mostConnections() {
        return 2 * connections;
    }

    public String host() {
        return config.getHostname();
    }

    /** The client's configuration, for tests. */
    MailConfig config() {
        return config;
    }

    private void signIn(Settings settings, String[] user) {
        if (user.length < 2) {
            throw settings.fault(KEY, "has a user but no password", "write it like smtp://user:password@host");
        }
        config.setLogin(LoginOption.REQUIRED)
                .setUsername(settings.decoded(KEY, user[0]))
                .setPassword(settings.decoded(KEY, user[1]));
    }

    private int usualPort(boolean tls) {
        if (tls) {
            return 465;
        }
        return config.getLogin() == LoginOption.REQUIRED ? 587 : 25;
    }

    /** With these trust options the client checks the name too, although no setting says so: see SecureMailTest. */
    private void check(Authorities authorities) {
        config.setTrustOptions(TrustOptions.wrap(authorities.trust()));
    }

    private static StartTLSOptions starttls(URI url, Optional<String> asked) {
        boolean here = url.getHost().matches("localhost|.*\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");
        if (url.getScheme().equals("smtps")) {
            if (asked.isPresent()) {
                throw new ConfigException(
                        KEY, "has starttls beside smtps://", "smtps:// is TLS from the first byte; leave out starttls");
            }
            return StartTLSOptions.DISABLED;
        }
        String mode = asked.orElse(here ? "off" : "required");
        if (!mode.equals("required") && url.getRawUserInfo() != null && !here) {
            throw new ConfigException(
                    KEY,
                    "has a password that could travel in the clear",
                    "set starttls=required, or leave starttls out");
        }
        return switch (mode) {
            case "required" -> StartTLSOptions.REQUIRED;
            case "optional" -> {
                LOG.warn(
                        "mail.url has starttls=optional: mails travel in the clear where {} offers no TLS",
                        url.getHost());
                yield StartTLSOptions.OPTIONAL;
            }
            case "off" -> {
                if (!here) {
                    LOG.warn("mail.url has starttls=off: mails travel to {} in the clear", url.getHost());
                }
                yield StartTLSOptions.DISABLED;
            }
            default ->
                throw new ConfigException(
                        KEY, "has an unknown starttls (" + mode + ")", "allowed are required, optional and off");
        };
    }
}
