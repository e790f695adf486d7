package latchkey.transfer;

import static latchkey.testing.Eventually.eventually;
import static latchkey.transfer.Imports.imported;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What takes long ends with the rights of the one who began it. */
class LostRightsTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final String HEADER = "region,givenName,familyName,email,reference\n";

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void an_import_of_a_member_who_is_ended_meanwhile_writes_nothing() throws Exception {
        UUID id = STAFF.support("importing@latchkey.test", "au");
        Browser member = STAFF.signedIn("importing@latchkey.test");
        String row = invited("L-1");
        SqlConnection holder = holdCounters();
        var answer = World.meanwhile(() -> member.raw("POST", "/api/v1/contacts/import", "text/csv", HEADER + row));
        somebodyWaits();
        assertThat(ADMIN.send("DELETE", "/api/v1/staff/" + id).status()).isEqualTo(204);
        release(holder);
        assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(401);
        nothingIsWritten("L-1");
    }

    @Test
    void an_import_whose_sender_is_gone_writes_nothing() throws Exception {
        STAFF.support("leaving@latchkey.test", "au");
        String token = STAFF.token("leaving@latchkey.test");
        String file = HEADER + invited("L-2");
        SqlConnection holder = holdCounters();
        try (var socket = connected()) {
            send(
                    socket,
                    "POST /api/v1/contacts/import HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: text/csv\r\nContent-Length: " + file.length() + "\r\n\r\n" + file);
            somebodyWaits();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(ADMIN.get("/api/v1/contacts").status()).isEqualTo(200);
        }
        release(holder);
        assertThat(imported(ADMIN, "?dryRun=true", HEADER + "au,Next,One,next.one@example.test,L-3\n")
                        .getJsonObject("counts"))
                .as("the turn has passed on")
                .isEqualTo(new JsonObject().put("NEW", 1));
        nothingIsWritten("L-2");
    }

    @Test
    void who_loses_a_region_reads_no_more_of_an_export() throws Exception {
        WORLD.sql("""
            insert into contact (id, region, given_name, family_name, email, phone)
            select gen_random_uuid(), 'nz', 'Robin', repeat('Sample', 50), n || '@many.test', repeat('1', 100)
            from generate_series(1, 14000) n
            """);
        UUID id = STAFF.support("exporting@latchkey.test", "au", "nz");
        String token = STAFF.token("exporting@latchkey.test");
        try (var socket = connected()) {
            send(
                    socket,
                    "GET /api/v1/contacts/export HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token
                            + "\r\nConnection: close\r\n\r\n");
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
            assertThat(ADMIN.raw("PATCH", "/api/v1/staff/" + id, "application/json", "{\"regions\":[\"au\"]}")
                            .status())
                    .isEqualTo(200);
            assertThat(rest(socket)).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    /** A row that gives an invited contact another address; the new invitation is counted while the row is written. */
    private static String invited(String reference) {
        String email = reference.toLowerCase(java.util.Locale.ROOT) + "@example.test";
        assertThat(WORLD.invitation("au", email)).isNotEmpty();
        WORLD.sql("update contact set reference = $2 where email = $1", email, reference);
        return "au,Robin,Sample,moved." + email + "," + reference + "\n";
    }

    private static SqlConnection holdCounters() {
        SqlConnection holder = World.await(WORLD.pool().getConnection());
        World.await(holder.query("begin").execute());
        World.await(holder.query("select from rate_limit where key like 'invitation-by-contact%' for update")
                .execute());
        return holder;
    }

    private static void release(SqlConnection holder) {
        World.await(holder.query("rollback").execute().compose(released -> holder.close()));
    }

    private static void somebodyWaits() {
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
    }

    private static void nothingIsWritten(String reference) {
        assertThat(WORLD.count("contact where reference = $1 and email not like 'moved.%'", reference))
                .isEqualTo(1);
    }

    /** Takes a little at a time, so that much is still to be sent. */
    private static Socket connected() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), WORLD.backend().staffPort()));
        return socket;
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    /** Up to the end, or to where it breaks off. */
    private static String rest(Socket socket) {
        var text = new java.io.ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(text);
        } catch (IOException e) {
            return text.toString(StandardCharsets.UTF_8);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
