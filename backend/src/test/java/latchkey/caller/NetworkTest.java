package latchkey.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.testing.Eventually;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request really comes from 127.0.0.1. */
class NetworkTest {

    private static final String THIS_MACHINE_AND_10 = "127.0.0.1, 10.0.0.0/8, 2001:db8:ffff::/48";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();

    @AfterEach
    void stop() {
        World.await(vertx.close());
    }

    @Test
    void without_the_header_the_peer_counts() {
        assertThat(behind(THIS_MACHINE_AND_10)).isEqualTo("127.0.0.1");
    }

    @Test
    void an_untrusted_peer_can_claim_nothing() {
        assertThat(behind("", "203.0.113.7")).isEqualTo("127.0.0.1");
        assertThat(behind("10.0.0.0/8", "203.0.113.7", "10.0.0.1")).isEqualTo("127.0.0.1");
    }

    @Test
    void a_header_of_an_untrusted_peer_is_warned_of_once() {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = Eventually.logger(Network.class.getName());
        logger.addAppender(log);
        try {
            Network network = network("10.0.0.0/8");
            var _ = asked(network, "x-forwarded-for", List.of("203.0.113.7"));
            var _ = asked(network, "x-forwarded-for", List.of("203.0.113.8"));
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(
                        warning -> assertThat(warning.getFormattedMessage()).contains("127.0.0.1", "trusted-proxies"));
    }

    @Test
    void a_trusted_proxy_names_its_caller() {
        assertThat(behind(THIS_MACHINE_AND_10, "203.0.113.7")).isEqualTo("203.0.113.7");
    }

    @Test
    void what_the_caller_wrote_before_the_proxy_does_not_count() {
        assertThat(behind(THIS_MACHINE_AND_10, "198.51.100.1, 203.0.113.7")).isEqualTo("203.0.113.7");
    }

    @Test
    void a_proxy_that_adds_a_line_of_its_own_names_its_caller_as_well() {
        assertThat(behind(THIS_MACHINE_AND_10, "198.51.100.1", "203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(behind(THIS_MACHINE_AND_10, "198.51.100.1, 10.1.1.1", "203.0.113.7", "10.9.9.9"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void a_chain_of_trusted_proxies_is_followed_to_its_start() {
        assertThat(behind(THIS_MACHINE_AND_10, "203.0.113.7, 10.1.1.1, 10.2.2.2"))
                .isEqualTo("203.0.113.7");
        assertThat(behind(THIS_MACHINE_AND_10, "10.1.1.1, 10.2.2.2")).isEqualTo("10.1.1.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "203.0.113.7:50123              | 203.0.113.7",
                "\"203.0.113.7:50123\"          | 203.0.113.7",
                "2001:db8:1:2:3:4:5:6           | 2001:db8:1:2:0:0:0:0/64",
                "[2001:db8:1:2::1]              | 2001:db8:1:2:0:0:0:0/64",
                "[2001:db8:1:2::1]:443          | 2001:db8:1:2:0:0:0:0/64",
                "\"[2001:db8:1:2:ffff::9]:443\" | 2001:db8:1:2:0:0:0:0/64",
                "::ffff:203.0.113.7             | 203.0.113.7",
                "fe80::1%eth0                   | fe80:0:0:0:0:0:0:0/64",
                "203.0.113.7, 2001:db8:ffff::1  | 203.0.113.7",
            })
    void every_way_to_write_an_address_is_read(String header, String network) {
        assertThat(behind(THIS_MACHINE_AND_10, header)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown|",
                "_hidden|",
                "203.0.113|",
                "12|",
                "localhost|",
                "203.0.113.7.|",
                "[::1|",
                "]:1|",
                ":|",
                "::::|",
                "[[::1]]|",
                "%|",
                "1:2|",
                "[]|"
            })
    void what_is_no_address_ends_the_chain(String hop) {
        assertThat(behind(THIS_MACHINE_AND_10, "203.0.113.9, " + hop)).isEqualTo("127.0.0.1");
        assertThat(behind(THIS_MACHINE_AND_10, "203.0.113.9, " + hop + ", 10.0.0.1"))
                .isEqualTo("10.0.0.1");
        assertThat(behind(THIS_MACHINE_AND_10, "203.0.113.9,")).isEqualTo("127.0.0.1");
    }

    @Test
    void two_addresses_of_one_household_are_one_network_and_two_households_are_two() {
        assertThat(behind(THIS_MACHINE_AND_10, "2001:db8:1:2:aaaa::1"))
                .isEqualTo(behind(THIS_MACHINE_AND_10, "2001:db8:1:2:bbbb::2"));
        assertThat(behind(THIS_MACHINE_AND_10, "2001:db8:1:2::1"))
                .isNotEqualTo(behind(THIS_MACHINE_AND_10, "2001:db8:1:3::1"));
    }

    @Test
    void forwarded_does_not_count() {
        assertThat(asked(network(THIS_MACHINE_AND_10), "forwarded", List.of("for=203.0.113.7")))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/33", "10.0.0.0/-1", "::/129", "proxy.example", "10.0.0.0/8/8", "10.0.0.0/"})
    void an_entry_that_is_no_network_stops_the_start(String entry) {
        assertThatThrownBy(() -> network(entry))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("trusted-proxies has an entry that is not a network");
    }

    private String behind(String trusted, String... lines) {
        return asked(network(trusted), "x-forwarded-for", List.of(lines));
    }

    private String asked(Network network, String header, List<String> lines) {
        HttpServer server = World.await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end(network.of(request)))
                .listen(0, "127.0.0.1"));
        // On the event loop as a whole: a body that nobody waits for yet when it arrives is lost.
        return World.await(client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> (lines.isEmpty() ? request : request.putHeader(header, lines))
                        .send()
                        .compose(HttpClientResponse::body)
                        .map(Buffer::toString)));
    }

    private static Network network(String trusted) {
        return new Network(Settings.read(Map.of()).with(Map.of("trusted-proxies", trusted)), "trusted-proxies");
    }
}
