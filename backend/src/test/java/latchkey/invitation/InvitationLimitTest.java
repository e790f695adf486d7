package latchkey.invitation;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import latchkey.invitation.InvitationOutcome.Kind;
import latchkey.limit.Limits;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A counter is taken from by those who may do what it counts, and cleared by those who did what clears it. */
class InvitationLimitTest {

    private static final World WORLD = World.start(
            Map.of("limits.invitation-by-contact", "2/1h", "limits.sign-in-by-account-and-network", "2/15m"));
    private static final StaffMembers STAFF = new StaffMembers(WORLD);

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void who_does_not_see_a_contact_uses_up_none_of_its_invitations() {
        UUID contact = WORLD.contact("nz", "far@example.test");
        STAFF.support("au@latchkey.test", "au");
        STAFF.support("nz@latchkey.test", "nz");
        Browser stranger = STAFF.signedIn("au@latchkey.test");
        for (int i = 0; i < 3; i++) {
            assertThat(invite(stranger, contact)).isEqualTo(404);
        }
        assertThat(WORLD.count("rate_limit where key like '%' || $1", contact.toString()))
                .isZero();
        Browser member = STAFF.signedIn("nz@latchkey.test");
        assertThat(invite(member, contact)).isEqualTo(202);
        assertThat(invite(member, contact)).isEqualTo(202);
        assertThat(invite(member, contact)).isEqualTo(429);
    }

    @Test
    void who_has_sent_too_many_is_told_of_what_and_from_when_another_is_sent() {
        UUID contact = WORLD.contact("au", "often@example.test");
        STAFF.admin("often@latchkey.test");
        Browser member = STAFF.signedIn("often@latchkey.test");
        assertThat(List.of(invite(member, contact), invite(member, contact))).containsOnly(202);
        var limited = member.send("POST", "/api/v1/contacts/" + contact + "/invitation");
        assertThat(limited.json().getString("type")).endsWith("/limited");
        assertThat(limited.json().getString("title"))
                .isEqualTo("Too many invitations have been sent to this client in a short time.");
        assertThat(limited.json().getString("detail")).isEqualTo("Try again in 1 hour.");
        assertThat(limited.json().containsKey("advice")).isFalse();
        assertThat(Instant.parse(limited.json().getString("retryAt")))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(1).plusMinutes(1)));
    }

    @Test
    void an_invitation_that_is_refused_is_not_counted() {
        WORLD.account("au", "active@example.test");
        UUID contact = WORLD.sql("select contact_id from account where email = 'active@example.test'")
                .iterator()
                .next()
                .getUUID(0);
        UUID twin = WORLD.contact("au", "active@example.test");
        UUID archived = WORLD.contact("au", "archived@example.test");
        WORLD.sql("update contact set archived_at = now() where id = $1", archived);
        UUID invited = WORLD.contact("au", "invited@example.test");
        UUID member = STAFF.admin("colleague@latchkey.test");
        var send = new SendInvitations(WORLD.pool(), new Limits(WORLD.settings()), Duration.ofDays(7));
        var all = List.of(contact, twin, archived, invited);
        assertThat(send.send(all, Set.of("au"), member, "test").await())
                .extracting(InvitationOutcome::kind)
                .containsExactlyInAnyOrder(Kind.ACCOUNT_EXISTS, Kind.ADDRESS_IN_USE, Kind.ARCHIVED, Kind.SENT);
        for (UUID each : all) {
            assertThat(WORLD.count("rate_limit where key like '%' || $1", each.toString()))
                    .isEqualTo(each.equals(invited) ? 1 : 0);
        }
    }

    @Test
    void a_link_that_was_used_before_clears_no_counter() {
        String path = "/invitation/" + WORLD.invitation("us", "guessed@example.test");
        assertThat(WORLD.portal("us").post(path, "password", PASSWORD).status()).isEqualTo(303);
        for (int i = 0; i < 2; i++) {
            assertThat(signIn("not the password")).isEqualTo(401);
        }
        assertThat(WORLD.portal("us").post(path, "password", PASSWORD).status()).isEqualTo(410);
        assertThat(signIn(PASSWORD)).isEqualTo(429);
    }

    private static int signIn(String password) {
        return WORLD.portal("us")
                .post("/login", "email", "guessed@example.test", "password", password)
                .status();
    }

    private static int invite(Browser member, UUID contact) {
        return member.send("POST", "/api/v1/contacts/" + contact + "/invitation")
                .status();
    }
}
