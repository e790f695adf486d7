package latchkey.privacy;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import latchkey.link.Purpose;
import latchkey.testing.Browser;
import latchkey.testing.Eventually;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final Log LOG = Log.watch();
    private static final GreenMail MAILS = started();
    private static final String CALLBACK = "com.example.home:/callback";
    private static final World WORLD = World.start(Map.of(
            "mail.url",
            "smtp://localhost:" + MAILS.getSmtp().getPort(),
            "apps.phone.name",
            "Phone",
            "apps.phone.redirect-urls",
            CALLBACK));
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("au");
    private static final String CONTACTS = "/api/v1/contacts/";

    @AfterAll
    static void stop() {
        WORLD.close();
        MAILS.stop();
        LOG.close();
    }

    @Test
    void after_an_erasure_no_table_and_no_line_of_the_log_names_the_person() {
        UUID contact = livedThrough("wilga.erased@example.test", "Wilga", "0491 570 156", "ER-77");
        var disabled = ADMIN.post(
                CONTACTS + contact + "/account/disable",
                new JsonObject().put("reason", "Wilga has sold the house in Lyrebird Lane"));
        assertThat(disabled.status()).isEqualTo(200);
        List<String> before = dump();
        for (String kept : List.of(
                "wilga.erased@example.test",
                "first.wilga.erased@",
                "pending.wilga.erased@",
                "Wilga, the kookaburras say hello",
                "Lyrebird Lane",
                "ER-77")) {
            assertThat(before).as(kept).anyMatch(row -> row.contains(kept));
        }
        assertThat(WORLD.count("event where contact_id = $1", contact)).isGreaterThan(3);
        assertThat(WORLD.count("mail where contact_id = $1 and written::text like '%kookaburras%'", contact))
                .as("copies of what was sent")
                .isPositive();

        assertThat(ADMIN.send("DELETE", CONTACTS + contact).status()).isEqualTo(204);

        assertThat(dump())
                .noneMatch(row -> row.contains("wilga.erased") || row.contains("Wilga"))
                .noneMatch(row -> row.contains("491570156") || row.contains("491 570 156") || row.contains("ER-77"))
                .noneMatch(row -> row.contains("Lyrebird"));
        assertThat(LOG.lines())
                .noneMatch(line -> line.contains("wilga") || line.contains("Wilga") || line.contains("ER-77"))
                .noneMatch(line -> line.contains("491570156") || line.contains("491 570 156"))
                .noneMatch(line -> line.contains("kookaburras") || line.contains("Lyrebird"));
        assertThat(WORLD.sql("select kind, actor, region from event where contact_id = $1", contact))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getString("kind")).isEqualTo("contact-erased");
                    assertThat(row.getString("region")).isEqualTo("au");
                    assertThat(UUID.fromString(row.getString("actor"))).isNotNull();
                });
    }

    /** Nothing but the merge tells of the other address: contacts that were imported long ago have no other event. */
    @Test
    void the_address_of_whom_the_person_was_merged_with_is_gone_too() {
        UUID kept = WORLD.contact("au", "merged.kept@example.test");
        UUID other = WORLD.contact("au", "merged.away@example.test");
        assertThat(ADMIN.post(CONTACTS + kept + "/merge", new JsonObject().put("contactId", other.toString()))
                        .status())
                .isEqualTo(200);
        WORLD.portal("au").post("/login", "email", "merged.away@example.test", "password", "wrong wrong wrong");
        assertThat(ADMIN.send("DELETE", CONTACTS + kept).status()).isEqualTo(204);
        assertThat(dump()).noneMatch(row -> row.contains("merged.away"));
    }

    @Test
    void an_erased_client_is_signed_out_and_can_neither_sign_in_nor_use_a_link() {
        String email = "brigalow@example.test";
        String invitation = WORLD.invitation("au", "brigalow.invited@example.test");
        WORLD.account("au", email);
        var browser = WORLD.portal("au");
        assertThat(browser.post("/login", "email", email, "password", World.PASSWORD)
                        .status())
                .isEqualTo(303);

        for (String address : List.of(email, "brigalow.invited@example.test")) {
            assertThat(ADMIN.send("DELETE", CONTACTS + WORLD.contactOf(address)).status())
                    .isEqualTo(204);
        }

        assertThat(browser.get("/account").location()).startsWith("/login");
        assertThat(browser.post("/login", "email", email, "password", World.PASSWORD)
                        .status())
                .isEqualTo(401);
        assertThat(WORLD.portal("au").get("/invitation/" + invitation).status()).isEqualTo(410);
    }

    @Test
    void somebody_else_keeps_everything() {
        UUID stays = livedThrough("stays@example.test", "Robin", "0491 570 157", "ER-stays");
        UUID goes = livedThrough("goes@example.test", "Robin", "0491 570 157", "ER-goes");
        JsonObject all = withoutReading(data(stays));
        ADMIN.send("DELETE", CONTACTS + goes);
        assertThat(withoutReading(data(stays))).isEqualTo(all);
    }

    @Test
    void only_administrators_erase_and_only_what_is_there() {
        UUID contact = WORLD.contact("au", "kept@example.test");
        assertThat(SUPPORT.send("DELETE", CONTACTS + contact).status()).isEqualTo(403);
        assertThat(ADMIN.send("DELETE", CONTACTS + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(WORLD.count("contact where id = $1", contact)).isEqualTo(1);
    }

    @Test
    void an_invitation_sent_at_the_same_moment_is_erased_too() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID contact = WORLD.contact("au", "race" + round + "@example.test");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var invited = threads.submit(() ->
                        ADMIN.send("POST", CONTACTS + contact + "/invitation").status());
                var erased = threads.submit(
                        () -> ADMIN.send("DELETE", CONTACTS + contact).status());
                assertThat(erased.get()).isEqualTo(204);
                assertThat(invited.get()).isIn(202, 404);
            }
            assertThat(WORLD.count("link where contact_id = $1", contact)).isZero();
            assertThat(WORLD.count("mail where contact_id = $1", contact)).isZero();
        }
    }

    @Test
    void the_data_of_a_person_is_all_there_but_for_the_password() {
        UUID contact = livedThrough("tells@example.test", "Robin", "0491 570 157", "ER-tells");
        JsonObject data = data(contact);
        assertThat(data.fieldNames())
                .containsExactlyInAnyOrder(
                        "contact",
                        "account",
                        "links",
                        "mails",
                        "sessions",
                        "devices",
                        "applications",
                        "jobs",
                        "invitationBatches",
                        "events");
        assertThat(data.getJsonObject("contact").getString("phone")).isEqualTo("0491 570 157");
        assertThat(data.getJsonObject("account").getString("email")).isEqualTo("tells@example.test");
        assertThat(data.getJsonArray("mails")).isNotEmpty();
        assertThat(data.getJsonArray("sessions")).isNotEmpty();
        assertThat(data.getJsonArray("applications")).isNotEmpty();
        assertThat(data.getJsonArray("events")).hasSizeGreaterThan(3);
        assertThat(data.encode()).doesNotContain("argon2");
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'contact-data-read'", contact))
                .isEqualTo(1);
    }

    @Test
    void the_data_of_a_person_elsewhere_is_not_there() {
        UUID contact = WORLD.contact("nz", "elsewhere@example.test");
        assertThat(SUPPORT.get(CONTACTS + contact + "/data").status()).isEqualTo(404);
    }

    /**
     * Made, invited in a colleague's own words, activated, signed in, at an application too, wrong passwords, a forgotten
     * one, an address that changed and one that waits for its confirmation.
     */
    private static UUID livedThrough(String email, String name, String phone, String reference) {
        UUID contact = UUID.fromString(ADMIN.post(
                        "/api/v1/contacts",
                        new JsonObject()
                                .put("region", "au")
                                .put("givenName", name)
                                .put("familyName", "Erasable")
                                .put("email", "first." + email)
                                .put("phone", phone)
                                .put("reference", reference))
                .json()
                .getString("id"));
        ADMIN.raw("PATCH", CONTACTS + contact, "application/json", "{\"email\": \"second." + email + "\"}");
        WORLD.portal("au").post("/login", "email", "first." + email, "password", "wrong wrong wrong");
        ADMIN.send("POST", CONTACTS + contact + "/invitation");
        ADMIN.raw("PATCH", CONTACTS + contact, "application/json", "{\"email\": \"" + email + "\"}");
        ADMIN.post(
                CONTACTS + contact + "/invitation",
                new JsonObject().put("message", name + ", the kookaburras say hello"));
        isDelivered(contact);
        UUID link = WORLD.sql("select invitation_id from contact where id = $1", contact)
                .iterator()
                .next()
                .getUUID(0);
        var browser = WORLD.portal("au");
        String token = WORLD.links().token(Purpose.INVITATION, "au", link);
        browser.post("/invitation/" + token, "password", World.PASSWORD);
        browser.post("/login", "email", email, "password", World.PASSWORD);
        WORLD.portal("au").post("/login", "email", email, "password", "wrong wrong wrong");
        WORLD.portal("nz").post("/login", "email", email, "password", "wrong wrong wrong");
        WORLD.portal("au").post("/forgot-password", "email", email);
        letInAnApplication(browser);
        assertThat(ADMIN.post(CONTACTS + contact + "/email", new JsonObject().put("email", "pending." + email))
                        .status())
                .isEqualTo(202);
        isDelivered(contact);
        return contact;
    }

    /** With its copy kept: a mail is rendered when it is sent. */
    private static void isDelivered(UUID contact) {
        eventually(
                () -> WORLD.count("mail where contact_id = $1 and status in ('QUEUED', 'DEFERRED')", contact),
                waiting -> assertThat(waiting).isZero());
    }

    private static void letInAnApplication(Browser browser) {
        var verifier = new CodeVerifier("a-verifier-that-is-forty-three-characters-long-1");
        String challenge =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        String code = browser.get("/oauth/authorize?response_type=code&client_id=phone&redirect_uri=" + CALLBACK
                        + "&scope=openid&code_challenge_method=S256&code_challenge=" + challenge)
                .location()
                .replaceFirst(".*[?&]code=([^&]*).*", "$1");
        var tokens = WORLD.portal("au")
                .post(
                        "/oauth/token",
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "phone",
                        "code",
                        code,
                        "redirect_uri",
                        CALLBACK,
                        "code_verifier",
                        verifier.getValue());
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
    }

    /** Reading is recorded too. */
    private static JsonObject withoutReading(JsonObject data) {
        data.getJsonArray("events").stream().toList().forEach(event -> {
            if (((JsonObject) event).getString("kind").equals("contact-data-read")) {
                data.getJsonArray("events").remove(event);
            }
        });
        return data;
    }

    private static JsonObject data(UUID contact) {
        return ADMIN.get(CONTACTS + contact + "/data").json();
    }

    /** Each row of each table as text. */
    private static List<String> dump() {
        return WORLD.sql("select table_name from information_schema.tables where table_schema = 'public'").stream()
                .map(row -> row.getString(0))
                .flatMap(table -> WORLD.sql("select t::text from \"" + table + "\" t").stream()
                        .map(row -> row.getString(0)))
                .toList();
    }

    private static GreenMail started() {
        var mails = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        mails.start();
        return mails;
    }

    /** All that is logged, by whichever test. */
    private static final class Log extends AppenderBase<ILoggingEvent> {

        private static final Logger ROOT = Eventually.logger(org.slf4j.Logger.ROOT_LOGGER_NAME);

        private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

        static Log watch() {
            var log = new Log();
            log.start();
            ROOT.addAppender(log);
            Eventually.logger("latchkey").setLevel(Level.INFO);
            return log;
        }

        List<String> lines() {
            return events.stream()
                    .map(event -> event.getFormattedMessage()
                            + event.getKeyValuePairs()
                            + event.getMDCPropertyMap()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                    .toList();
        }

        void close() {
            ROOT.detachAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }
    }
}
