package latchkey.sandbox.demo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** One client's history from its beginning; times are durations before now. */
final class Story {

    private static final Duration INVITATION = Duration.ofDays(7);
    private static final Duration RESET = Duration.ofMinutes(30);

    /** Slow enough that the network's limit isn't reached first. */
    private static final Duration BETWEEN_GUESSES = Duration.ofMinutes(2);

    private static final int MOST_GUESSES = 100;

    private final Ledger ledger;
    private final Staff staff;
    private final JsonObject contact;

    Story(DemoTable table, Staff staff, Instant now, Person person) {
        this.staff = staff;
        ledger = new Ledger(table, person, now);
        contact = person.toRow();
        ledger.contact(contact);
    }

    @CanIgnoreReturnValue
    Story created(Duration ago) {
        return began(ago, "contact-created", ledger.address());
    }

    @CanIgnoreReturnValue
    Story imported(Duration ago) {
        return began(ago, "contact-imported", new JsonObject());
    }

    @CanIgnoreReturnValue
    Story archived(Duration ago) {
        contact.put("archived_at", ledger.at(ago));
        return told(ago, "contact-archived", colleague(), new JsonObject());
    }

    @CanIgnoreReturnValue
    Story invited(Duration ago) {
        return invited(ago, Delivery.SENT);
    }

    @CanIgnoreReturnValue
    Story invited(Duration ago, Delivery delivery) {
        return invited(ago, delivery, contact.getString("email"));
    }

    /** Invited at an address that was changed later. */
    @CanIgnoreReturnValue
    Story invitedAt(String email, Duration ago) {
        return invited(ago, Delivery.SENT, email);
    }

    @CanIgnoreReturnValue
    Story revoked(Duration ago) {
        contact.put("portal", "REVOKED");
        ledger.endLink(ago, "revoked");
        return told(ago, "invitation-revoked", colleague(), ledger.ofLink());
    }

    @CanIgnoreReturnValue
    Story accepted(Duration ago, String browser) {
        contact.put("portal", "ACTIVE");
        ledger.useLink(ago);
        ledger.account(ago, staff.password());
        ledger.session(ago, browser);
        return told(ago, "invitation-accepted", "client", ledger.ofLink());
    }

    @CanIgnoreReturnValue
    Story signedIn(Duration ago, String browser) {
        ledger.change("last_sign_in_at", ledger.at(ago));
        ledger.session(ago, browser);
        return told(ago, "sign-in-succeeded", "client", new JsonObject());
    }

    /** A number of wrong passwords, half a minute apart, the last one this long ago. */
    @CanIgnoreReturnValue
    Story wrongPasswords(int count, Duration ago) {
        return wrongPasswords(count, Duration.ofSeconds(30), ago);
    }

    /** As many wrong passwords in a row as one account may have; the last one this long ago. */
    @CanIgnoreReturnValue
    Story lockedByWrongPasswords(Duration ago) {
        ledger.lock(ago.plus(BETWEEN_GUESSES.multipliedBy(MOST_GUESSES)), MOST_GUESSES);
        return wrongPasswords(MOST_GUESSES, BETWEEN_GUESSES, ago);
    }

    private Story wrongPasswords(int count, Duration between, Duration ago) {
        for (int i = count - 1; i >= 0; i--) {
            var details = ledger.address().put("why", "password");
            ledger.event(ago.plus(between.multipliedBy(i)), "sign-in-failed", "unknown", details);
        }
        return this;
    }

    @CanIgnoreReturnValue
    Story resetAsked(Duration ago) {
        return resetAsked(ago, Delivery.SENT);
    }

    @CanIgnoreReturnValue
    Story resetAsked(Duration ago, Delivery delivery) {
        var details = ledger.address().put("sent", true);
        ledger.event(ago, "reset-requested", "unknown", details);
        ledger.link(ago, "reset", RESET, ledger.person().email());
        ledger.mail(ago, "reset", ledger.person().email(), true, delivery);
        return this;
    }

    @CanIgnoreReturnValue
    Story resetByStaff(Duration ago) {
        ledger.link(ago, "reset", RESET, ledger.person().email()).put("created_by", colleague());
        ledger.mail(ago, "reset", ledger.person().email(), true, Delivery.SENT);
        return told(ago, "reset-sent-by-staff", colleague(), ledger.address().put("link", ledger.linkId()));
    }

    @CanIgnoreReturnValue
    Story resetUsed(Duration ago) {
        ledger.useLink(ago);
        return newPassword(ago, "reset-used");
    }

    @CanIgnoreReturnValue
    Story passwordChanged(Duration ago) {
        return newPassword(ago, "password-changed");
    }

    @CanIgnoreReturnValue
    Story disabled(Duration ago, String reason) {
        contact.put("portal", "DISABLED");
        ledger.change("disabled_at", ledger.at(ago));
        ledger.change("disabled_by", colleague());
        ledger.change("disabled_reason", reason);
        return told(ago, "account-disabled", colleague(), JsonObject.of("detail", reason));
    }

    /** Waits to be confirmed at the new address; the current one was notified. */
    @CanIgnoreReturnValue
    Story newAddressAsked(String email, Duration ago, Delivery delivery) {
        ledger.link(ago, "address", INVITATION, email).put("created_by", colleague());
        ledger.mail(ago, "address-confirmation", email, true, delivery);
        ledger.mail(ago, "address-change-requested", ledger.person().email(), false, Delivery.SENT);
        return told(
                ago, "address-change-requested", colleague(), ledger.ofLink().put("email", email));
    }

    @CanIgnoreReturnValue
    Story addressChangedFrom(String earlier, Duration ago) {
        contact.put("changed_at", ledger.at(ago)).put("portal", "REVOKED");
        ledger.endLink(ago, "address");
        var was = JsonObject.of("was", JsonObject.of("email", earlier));
        return told(ago, "contact-changed", colleague(), was);
    }

    @CanIgnoreReturnValue
    Story newAddressConfirmed(String former, Duration ago) {
        var change = JsonObject.of("was", JsonObject.of("email", former), "now", ledger.address());
        return told(ago, "contact-changed", "client", change);
    }

    /** Somebody opened a link that does not work any more. */
    @CanIgnoreReturnValue
    Story linkRefused(Duration ago, String purpose, String why) {
        return told(
                ago,
                "link-refused",
                "client",
                ledger.ofLink().put("purpose", purpose).put("why", why));
    }

    /** Somebody asked for a reset with an address that nobody has. */
    @CanIgnoreReturnValue
    Story resetAskedAs(String typed, Duration ago) {
        var details = JsonObject.of("email", typed, "sent", false);
        ledger.eventOfUnknown(ago, ledger.person().region(), "reset-requested", details);
        return this;
    }

    /** At the portal of a region where this client has no account. */
    @CanIgnoreReturnValue
    Story signInTriedIn(String region, Duration ago) {
        ledger.eventOfUnknown(ago, region, "sign-in-failed", ledger.address().put("why", "password"));
        return this;
    }

    private Story began(Duration ago, String kind, JsonObject details) {
        contact.put("created_at", ledger.at(ago)).put("changed_at", ledger.at(ago));
        return told(ago, kind, colleague(), details);
    }

    private Story invited(Duration ago, Delivery delivery, String email) {
        String kind = ledger.hasLink() ? "invitation-resent" : "invitation-sent";
        var link = ledger.link(ago, "invitation", INVITATION, email).put("created_by", colleague());
        contact.put("portal", "INVITED")
                .put("invitation_id", ledger.linkId())
                .put("invited_at", ledger.at(ago))
                .put("invited_by", colleague())
                .put("invitation_expires_at", link.getValue("expires_at"));
        ledger.mail(ago, "invitation", email, true, delivery);
        return told(ago, kind, colleague(), ledger.ofLink().put("email", email));
    }

    private Story newPassword(Duration ago, String kind) {
        ledger.change("password_changed_at", ledger.at(ago));
        ledger.mail(ago, "password-changed", ledger.person().email(), false, Delivery.SENT);
        return told(ago, kind, "client", new JsonObject());
    }

    /** Support shares the work in its region. */
    private String colleague() {
        boolean supports =
                ledger.person().region().equals("au") && ledger.person().number() % 2 == 1;
        return supports ? staff.support() : staff.admin();
    }

    private Story told(Duration ago, String kind, String actor, JsonObject details) {
        ledger.event(ago, kind, actor, details);
        return this;
    }
}
