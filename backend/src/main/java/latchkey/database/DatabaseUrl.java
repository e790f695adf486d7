package latchkey.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.config.tls.Authorities;

/**
 * The value of {@code database.url} or {@code database.read-url}, its parts named and understood as in libpq.
 *
 * @param hosts of which the first suitable one is used
 * @param session which hosts are suitable
 * @param authorities that a host's certificate may come from, if it is checked
 */
record DatabaseUrl(
        List<Host> hosts,
        String database,
        String user,
        String password,
        SslMode tls,
        Authorities authorities,
        Session session,
        String applicationName) {

    private static final String FORM = "write it like postgresql://user:password@host/db";
    private static final Pattern URL =
            Pattern.compile("postgres(?:ql)?://(?:([^/?#@]*)@)?([^/?#@]+)(?:/([^/?#]*))?(?:\\?([^#]*))?");
    private static final Pattern HOST = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:]+))(?::(\\d{1,5}))?");
    private static final List<String> PARAMETERS =
            List.of("sslmode", "sslrootcert", "target_session_attrs", "application_name");
    private static final List<String> TLS = List.of("disable", "prefer", "require", "verify-ca", "verify-full");
    private static final String SYSTEM = "system";

    /** Which hosts are suitable, by their {@code transaction_read_only}. */
    enum Session {
        ANY("", ""),
        WRITES("off", "takes no writes"),
        READS("on", "is not a standby");

        private final String readOnly;
        private final String refusal;

        Session(String readOnly, String refusal) {
            this.readOnly = readOnly;
            this.refusal = refusal;
        }

        boolean accepts(String transactionReadOnly) {
            return transactionReadOnly.equals(readOnly);
        }

        /** Why a host is not suitable. */
        String refusal() {
            return refusal;
        }
    }

    record Host(String name, int port) {

        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /** For a server that takes writes. */
    static DatabaseUrl of(Settings settings, String key) {
        return of(settings, key, DatabaseUrl::writing);
    }

    /** For a server that is only read from. */
    static DatabaseUrl ofReplica(Settings settings, String key) {
        return of(settings, key, DatabaseUrl::reading);
    }

    private static DatabaseUrl of(Settings settings, String key, BiFunction<String, String, Session> session) {
        Matcher url = URL.matcher(settings.text(key));
        if (!url.matches()) {
            throw new ConfigException(key, "is not a supported URL", FORM);
        }
        String[] user = Optional.ofNullable(url.group(1)).orElse("postgres").split(":", 2);
        String database = Optional.ofNullable(url.group(3)).orElse("");
        if (database.isEmpty()) {
            throw new ConfigException(key, "names no database", FORM);
        }
        var parameters =
                settings.parameters(key, Optional.ofNullable(url.group(4)).orElse(""), PARAMETERS);
        Optional<String> authorities = Optional.ofNullable(parameters.get("sslrootcert"));
        return new DatabaseUrl(
                Stream.of(url.group(2).split(",", -1))
                        .map(host -> host(key, host))
                        .toList(),
                settings.decoded(key, database),
                settings.decoded(key, user[0]),
                user.length > 1 ? settings.decoded(key, user[1]) : "",
                tls(key, parameters.getOrDefault("sslmode", "prefer"), authorities),
                authorities
                        .filter(file -> !file.equals(SYSTEM))
                        .map(file -> Authorities.of(key, Path.of(file)))
                        .orElseGet(Authorities::ofSystem),
                session.apply(key, parameters.getOrDefault("target_session_attrs", "any")),
                parameters.getOrDefault("application_name", "latchkey"));
    }

    /** How Vert.x reaches one of the hosts with everything else that these options say. */
    PgConnectOptions at(Host host, SslMode mode, PgConnectOptions options) {
        return new PgConnectOptions(options)
                .setHost(host.name())
                .setPort(host.port())
                .setSslMode(mode);
    }

    /** @param refused receives why a host's certificate was refused, which Vert.x doesn't report */
    PgConnectOptions options(Consumer<CertificateException> refused) {
        var options = new PgConnectOptions()
                .setHost(hosts.getFirst().name())
                .setPort(hosts.getFirst().port())
                .setDatabase(database)
                .setUser(user)
                .setPassword(password)
                .setSslOptions(trusted(refused));
        options.addProperty("application_name", applicationName);
        return options;
    }

    private ClientSSLOptions trusted(Consumer<CertificateException> refused) {
        var options = new ClientSSLOptions()
                .setHostnameVerificationAlgorithm(tls == SslMode.VERIFY_FULL ? "HTTPS" : "")
                .setTrustAll(!isChecked());
        return isChecked() ? options.setTrustOptions(TrustOptions.wrap(authorities.trust(refused))) : options;
    }

    /** Whether a host's certificate has to be from one of the authorities. */
    private boolean isChecked() {
        return tls == SslMode.VERIFY_CA || tls == SslMode.VERIFY_FULL;
    }

    /** The same for PostgreSQL's JDBC driver, without user and password. */
    String jdbc() {
        String address = "jdbc:postgresql://" + places().replace(" ", "") + "/" + encoded(database)
                + "?sslmode=" + tls.value
                + "&targetServerType=" + (session == Session.WRITES ? "primary" : "any")
                + "&connectTimeout=10&tcpKeepAlive=true&ApplicationName=" + encoded(applicationName);
        if (!isChecked()) {
            return address;
        }
        return address
                + authorities
                        .file()
                        .map(file -> "&sslrootcert=" + encoded(file.toString()))
                        .orElse("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    }

    /** All hosts, for a log. */
    String places() {
        return hosts.stream().map(Host::toString).collect(joining(", "));
    }

    /** Neither password nor user gets into a log. */
    @Override
    public String toString() {
        return places();
    }

    private static Host host(String key, String text) {
        Matcher host = HOST.matcher(text);
        int port = 0;
        if (host.matches()) {
            port = host.group(3) == null ? 5432 : Integer.parseInt(host.group(3));
        }
        if (port < 1 || port > 65_535) {
            throw new ConfigException(
                    key,
                    "has an invalid host or port",
                    "write several like postgresql://user:password@host1:5432,host2:5432/db");
        }
        return new Host(host.group(1) == null ? host.group(2) : host.group(1), port);
    }

    /** As in libpq, {@code require} with authorities checks the certificate too. */
    private static SslMode tls(String key, String mode, Optional<String> authorities) {
        if (!TLS.contains(mode)) {
            throw new ConfigException(
                    key, "has an unknown sslmode (" + mode + ")", "allowed are " + String.join(", ", TLS));
        }
        if (authorities.filter(SYSTEM::equals).isPresent() && !mode.equals("verify-full")) {
            throw new ConfigException(
                    key,
                    "has sslrootcert=system with a weak sslmode (" + mode + ")",
                    "sslmode=verify-full is allowed with it");
        }
        return mode.equals("require") && authorities.isPresent() ? SslMode.VERIFY_CA : SslMode.of(mode);
    }

    private static Session writing(String key, String session) {
        return switch (session) {
            case "any" -> Session.ANY;
            case "read-write", "primary" -> Session.WRITES;
            default -> throw wrong(key, session, "allowed are any, read-write and primary: a backend writes");
        };
    }

    private static Session reading(String key, String session) {
        return switch (session) {
            case "any" -> Session.ANY;
            case "read-only", "standby" -> Session.READS;
            default -> throw wrong(key, session, "allowed are any, read-only and standby: the primary is asked anyway");
        };
    }

    private static ConfigException wrong(String key, String session, String allowed) {
        return new ConfigException(key, "has target_session_attrs that can't be used (" + session + ")", allowed);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
