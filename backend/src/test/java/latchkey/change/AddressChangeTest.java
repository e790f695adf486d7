package latchkey.change;

import static latchkey.contact.Contacts.id;
import static latchkey.contact.Contacts.patch;
import static latchkey.contact.Contacts.portal;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.contact.Contacts;
import latchkey.link.Purpose;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AddressChangeTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void an_invited_client_gets_a_new_invitation_in_the_same_step_and_the_earlier_link_is_replaced() {
        String earlier = WORLD.invitation("nz", "bounced@example.test");
        UUID contact = WORLD.contactOf("bounced@example.test");
        var changed = changeAddress(contact, "right@example.test");
        assertThat(changed.status()).as(changed.body()).isEqualTo(202);
        assertThat(changed.json().getString("email")).isEqualTo("right@example.test");
        assertThat(portal(changed).getString("status")).isEqualTo("INVITED");
        assertThat(portal(changed).getString("invitationEmail")).isEqualTo("right@example.test");
        assertThat(WORLD.portal("nz").get("/invitation/" + earlier).body())
                .as("whoever has it is not asked to send another")
                .doesNotContain("/renew");
        assertThat(WORLD.count("link where contact_id = $1 and ended_by = 'address'", contact))
                .isEqualTo(1);
        String token = WORLD.token(Purpose.INVITATION, "nz", "right@example.test");
        assertThat(WORLD.portal("nz").get("/invitation/" + token).status()).isEqualTo(200);
        assertThat(SUPPORT.get(path(contact) + "/events").body())
                .contains("Contact changed: email address (from bounced@example.test to right@example.test)")
                .contains("Invitation sent again to right@example.test");
    }

    @Test
    void an_invitation_that_expired_is_sent_anew_too() {
        var _ = WORLD.invitation("nz", "expired@example.test");
        UUID contact = WORLD.contactOf("expired@example.test");
        WORLD.sql("update link set expires_at = now() where contact_id = $1", contact);
        WORLD.sql("update contact set invitation_expires_at = now() where id = $1", contact);
        var changed = patch(SUPPORT, path(contact), new JsonObject().put("email", "fresh@example.test"));
        assertThat(portal(changed).getString("status")).isEqualTo("INVITED");
        assertThat(WORLD.count("mail where kind = 'invitation' and recipient = 'fresh@example.test'"))
                .isEqualTo(1);
    }

    @Test
    void who_was_never_invited_is_not_invited_by_a_change_of_address() {
        var made = Contacts.create(ADMIN, "nz", "Not", "Yet", "not.yet@example.test")
                .json();
        var changed = changeAddress(id(made), "still.not@example.test");
        assertThat(portal(changed).getString("status")).isEqualTo("NOT_INVITED");
        assertThat(WORLD.count("mail where recipient = 'still.not@example.test'"))
                .isZero();
    }

    @Test
    void of_two_that_saw_a_link_open_one_confirms() {
        WORLD.account("nz", "two.saw@example.test");
        var _ = changeAddress(WORLD.contactOf("two.saw@example.test"), "two.saw.new@example.test");
        UUID link = WORLD.sql("select id from link where email = 'two.saw.new@example.test'")
                .iterator()
                .next()
                .getUUID(0);
        Region region = new Regions(WORLD.settings()).of("nz").orElseThrow();
        var table = new ConfirmTable(WORLD.pool());
        assertThat(World.await(table.confirm(link, "two.saw.new@example.test", region, "192.0.2.1")))
                .isTrue();
        assertThat(World.await(table.confirm(link, "two.saw.new@example.test", region, "192.0.2.1")))
                .isFalse();
        assertThat(WORLD.count("mail where kind = 'address-changed' and recipient = 'two.saw@example.test'"))
                .isEqualTo(1);
    }

    @Test
    void without_an_address_there_is_no_way_in() {
        String token = WORLD.invitation("nz", "taken.away@example.test");
        UUID contact = WORLD.contactOf("taken.away@example.test");
        var changed = patch(SUPPORT, path(contact), new JsonObject().putNull("email"));
        assertThat(portal(changed).getString("status")).isEqualTo("REVOKED");
        assertThat(WORLD.portal("nz").get("/invitation/" + token).status()).isEqualTo(410);
    }

    @Test
    void an_address_that_an_account_has_is_refused_and_the_invitation_stays() {
        WORLD.account("nz", "has.it@example.test");
        String token = WORLD.invitation("nz", "wants.it@example.test");
        UUID contact = WORLD.contactOf("wants.it@example.test");
        var refused = changeAddress(contact, "has.it@example.test");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("contactId"))
                .isEqualTo(WORLD.contactOf("has.it@example.test").toString());
        assertThat(WORLD.count("contact where id = $1 and email = 'wants.it@example.test'", contact))
                .isEqualTo(1);
        assertThat(WORLD.portal("nz").get("/invitation/" + token).status()).isEqualTo(200);
    }

    @Test
    void an_account_keeps_its_address_until_the_new_one_is_confirmed_there_and_the_old_one_is_told() {
        Client client = Client.signedIn("before@example.test");
        client.browser.post("/forgot-password", "email", "before@example.test");
        String reset = WORLD.resetToken("nz", "before@example.test");

        var asked = patch(
                SUPPORT,
                path(client.contact),
                new JsonObject().put("email", "after@example.test").put("phone", "+64 3"));
        assertThat(asked.json().getString("phone")).isEqualTo("+64 3");
        assertThat(asked.json().getString("email")).isEqualTo("before@example.test");
        assertThat(portal(asked).getString("accountEmail")).isEqualTo("before@example.test");
        assertThat(portal(asked).getString("pendingEmail")).isEqualTo("after@example.test");
        assertThat(client.browser.get("/account").status()).isEqualTo(200);
        assertThat(mails("address-confirmation", "after@example.test")).isEqualTo(1);
        assertThat(mails("address-change-requested", "before@example.test")).isEqualTo(1);

        String page = confirmation("after@example.test");
        assertThat(WORLD.portal("nz").get(page).body()).contains("after@example.test");
        assertThat(signIn("after@example.test").status())
                .as("mail scanners open links")
                .isEqualTo(401);
        var confirmed = WORLD.portal("nz").post(page);
        assertThat(confirmed.location()).isEqualTo("/login?address");
        assertThat(WORLD.portal("nz").get("/login?address").body()).contains("Your email address has been changed.");
        assertThat(signIn("after@example.test").status()).isEqualTo(303);
        assertThat(signIn("before@example.test").status()).isEqualTo(401);
        assertThat(client.browser.get("/account").status()).isEqualTo(303);
        assertThat(WORLD.count("account where contact_id = $1 and password_version = 2", client.contact))
                .as("sessions that are opened at the same moment are old")
                .isEqualTo(1);
        assertThat(WORLD.count(
                        "session s join account a on a.id = s.subject where a.contact_id = $1 and s.ended_at is null"
                                + " and s.password_version = 1",
                        client.contact))
                .as("the sessions of before")
                .isZero();
        assertThat(client.browser.get("/reset-password/" + reset).status()).isEqualTo(410);
        assertThat(mails("address-changed", "before@example.test")).isEqualTo(1);
        var contact = SUPPORT.get(path(client.contact));
        assertThat(contact.json().getString("email")).isEqualTo("after@example.test");
        assertThat(portal(contact).getString("pendingEmail")).isNull();
        assertThat(SUPPORT.get(path(client.contact) + "/events").body())
                .contains("Asked the client to confirm the new email address after@example.test")
                .contains("Contact changed: email address (from before@example.test to after@example.test)");
        assertThat(WORLD.portal("nz").post(page).body()).contains("already confirmed this address");
    }

    @Test
    void what_was_tried_with_the_new_address_before_it_was_confirmed_locks_nobody_out() {
        Client client = Client.signedIn("hasty@example.test");
        var _ = changeAddress(client.contact, "hasty.new@example.test");
        for (int i = 0; i < 11; i++) {
            var _ = signIn("hasty.new@example.test");
        }
        assertThat(signIn("hasty.new@example.test").status()).isEqualTo(429);
        String page = confirmation("hasty.new@example.test");
        assertThat(WORLD.portal("nz").get(page).body())
                .as("from where the script fills in the login form that comes next")
                .contains("data-email=\"hasty.new@example.test\"");
        assertThat(WORLD.portal("nz").post(page).status()).isEqualTo(303);
        assertThat(signIn("hasty.new@example.test").status()).isEqualTo(303);
    }

    @Test
    void a_second_change_replaces_the_one_that_waits() {
        Client client = Client.signedIn("twice@example.test");
        var _ = changeAddress(client.contact, "typo@example.test");
        String first = confirmation("typo@example.test");
        assertThat(portal(changeAddress(client.contact, "twice.new@example.test"))
                        .getString("pendingEmail"))
                .isEqualTo("twice.new@example.test");
        assertThat(WORLD.portal("nz").post(first).body()).contains("A newer link has been sent");
        assertThat(WORLD.portal("nz")
                        .post(confirmation("twice.new@example.test"))
                        .status())
                .isEqualTo(303);
        assertThat(signIn("twice.new@example.test").status()).isEqualTo(303);
    }

    @Test
    void the_present_address_takes_back_what_was_asked_for() {
        Client client = Client.signedIn("stays@example.test");
        var _ = changeAddress(client.contact, "leaves@example.test");
        assertThat(portal(changeAddress(client.contact, "stays@example.test")).getString("pendingEmail"))
                .isNull();
        assertThat(WORLD.portal("nz").post(confirmation("leaves@example.test")).status())
                .isEqualTo(410);
        assertThat(SUPPORT.get(path(client.contact) + "/events").body())
                .contains("The change of the email address to leaves@example.test was revoked");
    }

    @Test
    void an_address_that_got_an_account_meanwhile_cannot_be_confirmed() {
        Client client = Client.signedIn("slow@example.test");
        var _ = changeAddress(client.contact, "quick@example.test");
        WORLD.account("nz", "quick@example.test");
        assertThat(WORLD.portal("nz").post(confirmation("quick@example.test")).body())
                .contains("Another account already has this email address.");
        assertThat(signIn("slow@example.test").status()).isEqualTo(303);
    }

    @Test
    void a_new_password_and_a_disabled_account_end_what_waits() {
        Client client = Client.signedIn("careful@example.test");
        var _ = changeAddress(client.contact, "stranger@example.test");
        client.browser.post(
                "/account/password", "currentPassword", World.PASSWORD, "password", "another horse, another battery");
        assertThat(WORLD.portal("nz")
                        .post(confirmation("stranger@example.test"))
                        .body())
                .contains("Your password was changed after this link was sent");
        var _ = changeAddress(client.contact, "stranger.2@example.test");
        var _ = SUPPORT.send("POST", path(client.contact) + "/account/disable");
        assertThat(WORLD.portal("nz")
                        .post(confirmation("stranger.2@example.test"))
                        .status())
                .isEqualTo(410);
    }

    @Test
    void a_form_saved_again_asks_nobody_again_and_a_second_request_mails_the_same_link() {
        Client client = Client.signedIn("saves.twice@example.test");
        var form = new JsonObject().put("email", "asked.once@example.test");
        assertThat(patch(SUPPORT, path(client.contact), form).status()).isEqualTo(200);
        String page = confirmation("asked.once@example.test");
        assertThat(patch(SUPPORT, path(client.contact), form).status()).isEqualTo(200);
        assertThat(mails("address-confirmation", "asked.once@example.test")).isEqualTo(1);
        assertThat(changeAddress(client.contact, "asked.once@example.test").status())
                .isEqualTo(202);
        assertThat(mails("address-confirmation", "asked.once@example.test")).isEqualTo(2);
        assertThat(mails("address-change-requested", "saves.twice@example.test"))
                .isEqualTo(1);
        assertThat(WORLD.portal("nz").post(page).location()).isEqualTo("/login?address");
    }

    @Test
    void a_disabled_account_gets_no_other_address() {
        Client client = Client.signedIn("switched.off@example.test");
        assertThat(changeAddress(client.contact, "asked.before@example.test").status())
                .isEqualTo(202);
        String page = confirmation("asked.before@example.test");
        var _ = SUPPORT.send("POST", path(client.contact) + "/account/disable");
        var refused = changeAddress(client.contact, "asked.after@example.test");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("type")).endsWith("/account-disabled");
        assertThat(mails("address-confirmation", "asked.after@example.test")).isZero();
        WORLD.sql("update link set ended_at = null, ended_by = null where email = 'asked.before@example.test'");
        assertThat(WORLD.portal("nz").post(page).status())
                .as("even with a link that was made at the same moment")
                .isEqualTo(410);
        assertThat(WORLD.count("account where email = 'switched.off@example.test'"))
                .isEqualTo(1);
    }

    @Test
    void nobody_is_written_to_again_and_again() {
        Client client = Client.signedIn("patient@example.test");
        for (int i = 0; i < 5; i++) {
            assertThat(changeAddress(client.contact, "patient" + i + "@example.test")
                            .status())
                    .isEqualTo(202);
        }
        assertThat(changeAddress(client.contact, "patient9@example.test").status())
                .isEqualTo(429);
        assertThat(portal(SUPPORT.get(path(client.contact))).getString("pendingEmail"))
                .isEqualTo("patient4@example.test");
    }

    @Test
    void who_confirms_where_another_client_is_signed_in_reads_which_address_it_was() {
        Client client = Client.signedIn("shares.phone@example.test");
        assertThat(changeAddress(client.contact, "shares.phone.new@example.test")
                        .status())
                .isEqualTo(202);
        Browser others = Client.signedIn("owns.phone@example.test").browser;
        String page = confirmation("shares.phone.new@example.test");
        var confirmed = others.post(page);
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.body())
                .contains("shares.phone.new@example.test is confirmed.", "Somebody else is signed in on this browser.")
                .contains("/login?again");
        assertThat(others.get("/account").body()).contains("owns.phone@example.test");
    }

    @Test
    void the_link_to_confirm_is_mailed_again_to_who_does_not_find_it() {
        Client client = Client.signedIn("lost.link@example.test");
        for (int i = 0; i < 2; i++) {
            assertThat(changeAddress(client.contact, "lost.link.new@example.test")
                            .status())
                    .isEqualTo(202);
        }
        assertThat(mails("address-confirmation", "lost.link.new@example.test")).isEqualTo(2);
        assertThat(mails("address-change-requested", "lost.link@example.test")).isEqualTo(1);
    }

    private record Client(UUID contact, Browser browser) {

        static Client signedIn(String email) {
            WORLD.account("nz", email);
            Browser browser = WORLD.portal("nz");
            assertThat(browser.post("/login", "email", email, "password", World.PASSWORD)
                            .status())
                    .isEqualTo(303);
            return new Client(WORLD.contactOf(email), browser);
        }
    }

    private static Answer changeAddress(UUID contact, String email) {
        return SUPPORT.post(path(contact) + "/email", new JsonObject().put("email", email));
    }

    private static Answer signIn(String email) {
        return WORLD.portal("nz").post("/login", "email", email, "password", World.PASSWORD);
    }

    private static String confirmation(String email) {
        return "/confirm-address/" + WORLD.token(Purpose.ADDRESS, "nz", email);
    }

    private static long mails(String kind, String recipient) {
        return WORLD.count("mail where kind = $1 and recipient = $2", kind, recipient);
    }

    private static String path(UUID contact) {
        return "/api/v1/contacts/" + contact;
    }
}
