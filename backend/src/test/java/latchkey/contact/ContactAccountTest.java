package latchkey.contact;

import static latchkey.contact.Contacts.patch;
import static latchkey.contact.Contacts.portal;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ContactAccountTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void another_phone_number_ends_nothing() {
        WORLD.account("nz", "calm@example.test");
        String path = "/api/v1/contacts/" + WORLD.contactOf("calm@example.test");
        Browser client = WORLD.portal("nz");
        client.post("/login", "email", "calm@example.test", "password", World.PASSWORD);
        var _ = patch(SUPPORT, path, new JsonObject().put("phone", "+64 3").put("email", "calm@example.test"));
        assertThat(client.get("/account").status()).isEqualTo(200);
        assertThat(WORLD.count("mail where kind = 'address-changed' and recipient = 'calm@example.test'"))
                .isZero();
    }

    @Test
    void of_two_with_one_address_each_shows_who_was_quicker() {
        UUID first = WORLD.contact("nz", "one.address@example.test");
        UUID second = WORLD.contact("nz", "one.address@example.test");
        assertThat(holder(second)).isNull();
        String token = WORLD.invite("nz", first);
        assertThat(holder(first)).isNull();
        assertThat(holder(second).getMap())
                .containsEntry("contactId", first.toString())
                .containsEntry("name", "Robin Sample")
                .containsEntry("hasAccount", false);
        String link = WORLD.invite("nz", second);
        WORLD.portal("nz").post("/invitation/" + token, "password", World.PASSWORD);
        assertThat(holder(second).getBoolean("hasAccount")).isTrue();
        assertThat(holder(first)).isNull();
        assertThat(WORLD.portal("nz").get("/invitation/" + link).status()).isEqualTo(410);
        UUID elsewhere = WORLD.contact("au", "one.address@example.test");
        assertThat(portal(ADMIN.get("/api/v1/contacts/" + elsewhere)).getJsonObject("addressHolder"))
                .isNull();
    }

    private static JsonObject holder(UUID contact) {
        return portal(SUPPORT.get("/api/v1/contacts/" + contact)).getJsonObject("addressHolder");
    }

    @Test
    void an_account_is_disabled_and_enabled_and_reset() {
        WORLD.account("nz", "client@example.test");
        String path = "/api/v1/contacts/" + WORLD.contactOf("client@example.test");
        Browser client = WORLD.portal("nz");
        client.post("/login", "email", "client@example.test", "password", World.PASSWORD);
        assertThat(client.get("/account").status()).isEqualTo(200);
        var disabled = SUPPORT.send("POST", path + "/account/disable");
        assertThat(disabled.status()).as(disabled.body()).isEqualTo(200);
        assertThat(portal(disabled).getString("status")).isEqualTo("DISABLED");
        assertThat(portal(disabled).getString("disabledBy")).isEqualTo("Sandy Staff");
        assertThat(client.get("/account").status()).isEqualTo(303);
        assertThat(SUPPORT.send("POST", path + "/account/reset").status()).isEqualTo(409);
        assertThat(portal(SUPPORT.send("POST", path + "/account/enable")).getString("status"))
                .isEqualTo("ACTIVE");
        assertThat(SUPPORT.send("POST", path + "/account/reset").status()).isEqualTo(200);
        assertThat(WORLD.count("mail where kind = 'reset' and recipient = 'client@example.test'"))
                .isEqualTo(1);
        client.post("/login", "email", "client@example.test", "password", World.PASSWORD);
        assertThat(client.get("/account").status()).isEqualTo(200);
        assertThat(SUPPORT.send("POST", path + "/account/sign-out").status()).isEqualTo(200);
        assertThat(client.get("/account").location()).startsWith("/login");
        var invited = SUPPORT.send("POST", path + "/invitation");
        assertThat(invited.status()).isEqualTo(409);
        assertThat(invited.json().getString("type")).endsWith("/account-exists");
    }

    @Test
    void disabling_ends_the_open_link() {
        WORLD.account("nz", "linked@example.test");
        WORLD.portal("nz").post("/forgot-password", "email", "linked@example.test");
        String page = "/reset-password/" + WORLD.resetToken("nz", "linked@example.test");
        String path = "/api/v1/contacts/" + WORLD.contactOf("linked@example.test");
        assertThat(WORLD.portal("nz").get(page).status()).isEqualTo(200);

        assertThat(SUPPORT.send("POST", path + "/account/disable").status()).isEqualTo(200);

        assertThat(WORLD.portal("nz").get(page).status()).isEqualTo(410);
        assertThat(WORLD.count("link where email = 'linked@example.test' and ended_by = 'disabled'"))
                .isEqualTo(1);
        // Nor does it come back with the account.
        assertThat(SUPPORT.send("POST", path + "/account/enable").status()).isEqualTo(200);
        assertThat(WORLD.portal("nz").get(page).status()).isEqualTo(410);
    }

    @Test
    void an_address_of_another_account_is_refused_and_the_other_contact_named() {
        WORLD.account("nz", "taken@example.test");
        WORLD.account("nz", "free@example.test");
        UUID owner = WORLD.contactOf("taken@example.test");
        String path = "/api/v1/contacts/" + WORLD.contactOf("free@example.test");
        var refused = patch(SUPPORT, path, new JsonObject().put("email", "taken@example.test"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().getString("contactId")).isEqualTo(owner.toString());
        var needed = patch(SUPPORT, path, new JsonObject().putNull("email"));
        assertThat(needed.status()).isEqualTo(400);
        var second = Contacts.create(ADMIN, "nz", "Second", "Person", "taken@example.test")
                .json();
        var invited = SUPPORT.send("POST", "/api/v1/contacts/" + second.getString("id") + "/invitation");
        assertThat(invited.status()).isEqualTo(409);
        assertThat(invited.json().getString("contactId")).isEqualTo(owner.toString());
    }

    @Test
    void an_invitation_is_revoked_once() {
        var made = Contacts.create(ADMIN, "nz", "Re", "Voked", "revoked@example.test")
                .json();
        String path = "/api/v1/contacts/" + made.getString("id") + "/invitation";
        assertThat(SUPPORT.send("POST", path).status()).isEqualTo(202);
        assertThat(SUPPORT.send("DELETE", path).status()).isEqualTo(204);
        assertThat(SUPPORT.send("DELETE", path).status()).isEqualTo(409);
    }
}
