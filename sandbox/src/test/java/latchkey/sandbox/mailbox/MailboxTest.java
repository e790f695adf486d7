package latchkey.sandbox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import latchkey.config.Settings;
import latchkey.sandbox.TestMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private int web;
    private int smtp;
    private Mailbox mailbox;

    @BeforeEach
    void start() throws IOException {
        try (var one = new ServerSocket(0);
                var other = new ServerSocket(0)) {
            web = one.getLocalPort();
            smtp = other.getLocalPort();
        }
        mailbox = Mailbox.start(settings(), folder);
    }

    @AfterEach
    void stop() {
        mailbox.close();
        client.close();
    }

    @Test
    void programs_read_the_newest_mail_to_an_address_first() throws Exception {
        TestMail.send(smtp, "fern@example.test", "First", "<p>1</p>");
        TestMail.send(smtp, "somebody.else@example.test", "Other", "<p>2</p>");
        TestMail.send(smtp, "Fern@example.test", "Zweite Größe", "<p>3</p>");

        JsonArray items = messages("fern@example.test");

        assertThat(items).hasSize(2);
        JsonObject newest = items.getJsonObject(0);
        assertThat(newest.getString("subject")).isEqualTo("Zweite Größe");
        assertThat(newest.getString("to")).isEqualTo("Fern@example.test");
        assertThat(newest.getString("from")).isEqualTo("portal@au.latchkey.example");
        assertThat(newest.getString("text")).contains("Plain words.");
        assertThat(newest.getString("html")).contains("<p>3</p>");
        assertThat(newest.getString("at")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(newest.getJsonObject("headers").getString("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(items.getJsonObject(1).getString("subject")).isEqualTo("First");
    }

    @Test
    void a_part_of_an_address_finds_it_and_a_whole_one_nobody_else() throws Exception {
        TestMail.send(smtp, "joanne@example.test", "To Joanne", "<p>Hello</p>");
        assertThat(messages("anne")).hasSize(1);
        assertThat(messages("anne@example.test")).isEmpty();
    }

    @Test
    void programs_empty_it() throws Exception {
        TestMail.send(smtp, "fern@example.test", "Gone", "<p>Gone</p>");
        assertThat(send("DELETE", "/messages").statusCode()).isEqualTo(204);
        assertThat(messages("")).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void it_keeps_mails_for_the_next_start() throws Exception {
        TestMail.send(smtp, "fern@example.test", "Kept", "<p>Kept</p>");
        mailbox.close();
        mailbox = Mailbox.start(settings(), folder);
        assertThat(messages("fern@example.test")).hasSize(1);
    }

    @Test
    void people_see_the_list_and_each_part_of_a_mail() throws Exception {
        TestMail.send(
                smtp, "fern@example.test", "Look <b>here</b>", "<p>A <a href=\"http://au.localhost/\">link</a></p>");
        assertThat(send("GET", "/").body()).contains("Look &lt;b&gt;here&lt;/b&gt;", "to fern@example.test");
        assertThat(send("GET", "/?to=nobody").body()).contains("No emails to “nobody”");
        String mail = "/mail/" + messages("").getJsonObject(0).getString("id");
        assertThat(send("GET", mail).body()).contains("<iframe", "sandbox=\"allow-popups");
        assertThat(send("GET", mail + "?show=text").body()).contains("Plain words.");
        assertThat(send("GET", mail + "?show=headers").body()).contains("Auto-Submitted");
        assertThat(send("GET", mail + "?show=source").body()).contains("Delivered-To: fern@example.test");
    }

    @Test
    void a_mail_can_run_nothing_and_opens_its_links_in_new_tabs() throws Exception {
        TestMail.send(smtp, "fern@example.test", "Script", "<head></head><p><script>alert(1)</script></p>");
        String id = messages("").getJsonObject(0).getString("id");
        var html = send("GET", "/mail/" + id + "/html");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox allow-popups", "default-src 'none'")
                .doesNotContain("allow-scripts", "allow-same-origin");
        assertThat(html.body()).contains("<head><base target=\"_blank\">");
    }

    @Test
    void pages_elsewhere_can_neither_read_nor_delete() throws Exception {
        assertThat(status("GET", "/", "elsewhere.example")).isEqualTo(421);
        TestMail.send(smtp, "fern@example.test", "Kept", "<p>Kept</p>");
        for (String[] header : new String[][] {
            {"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://elsewhere.example"}, {"Origin", "null"}
        }) {
            for (String method : List.of("POST /delete", "DELETE /messages")) {
                var request = HttpRequest.newBuilder(uri(method.split(" ", 2)[1]))
                        .method(method.split(" ", 2)[0], HttpRequest.BodyPublishers.noBody())
                        .header(header[0], header[1])
                        .build();
                var refused = client.send(request, BodyHandlers.ofString());
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.headers().map())
                        .containsKeys("content-security-policy", "x-content-type-options")
                        .containsEntry("referrer-policy", List.of("same-origin"));
            }
        }
        assertThat(messages("fern@example.test")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /?to=%zz",
                "GET /messages?to=%",
                "GET /mail/none?show=%ff%",
                "GET /mail/%zz",
                "GET /mail/none/html?a=%zz",
                "GET /mailbox.css?a=%zz",
                "GET /changes?a=%",
                "POST /delete?a=%zz",
                "DELETE /messages?a=%c3%28"
            })
    void what_cannot_be_decoded_is_the_askers_fault(String request) throws Exception {
        TestMail.send(smtp, "fern@example.test", "Kept", "<p>Kept</p>");
        assertThat(status(request.split(" ", 2)[0], request.split(" ", 2)[1], "localhost"))
                .isEqualTo(400);
        assertThat(messages("fern@example.test")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked",
                "localhost\r\nTransfer-Encoding: gzip, chunked",
                "localhost\r\nHost: localhost",
                "localhost\r\nX-A: b\r\n c",
                "a@b"
            })
    void what_two_servers_could_read_differently_is_refused(String host) throws Exception {
        assertThat(status("GET", "/", host)).isEqualTo(400);
    }

    @Test
    void it_speaks_no_protocol_that_a_proxy_would_pass_on_unread() throws Exception {
        String upgrade = "\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__";
        assertThat(status("GET", "/", "localhost" + upgrade)).isEqualTo(200);
    }

    @Test
    void troubled_domains_refuse_and_defer() {
        assertThatThrownBy(() -> TestMail.send(smtp, "a@" + MailServer.REFUSING, "x", "x"))
                .isInstanceOf(MessagingException.class)
                .rootCause()
                .hasMessageContaining("550 5.1.1");
        assertThatThrownBy(() -> TestMail.send(smtp, "a@" + MailServer.DEFERRING, "x", "x"))
                .isInstanceOf(MessagingException.class)
                .rootCause()
                .hasMessageContaining("451 4.7.1");
    }

    private Settings settings() {
        return Settings.read(Map.of())
                .with(Map.of(
                        "sandbox.mailbox-port", Integer.toString(web), "sandbox.smtp-port", Integer.toString(smtp)));
    }

    private JsonArray messages(String to) throws Exception {
        return new JsonObject(send("GET", "/messages?to=" + to).body()).getJsonArray("items");
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + web + path);
    }

    // The JDK's client lets nobody choose the host, nor send what can't be decoded.
    private int status(String method, String path, String host) throws IOException {
        try (var socket = new java.net.Socket("localhost", web)) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String line = new java.io.BufferedReader(
                            new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(line.split(" ", 3)[1]);
        }
    }
}
