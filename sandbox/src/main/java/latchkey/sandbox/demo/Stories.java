package latchkey.sandbox.demo;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Instant;
import latchkey.sandbox.mailbox.MailServer;

/** Twenty histories per region: every portal status, and every reason why a client can't get in. */
final class Stories {

    static final int PER_REGION = 20;

    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
    private static final String LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
            + "(KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private final DemoTable table;
    private final Staff staff;
    private final Instant now;

    Stories(DemoTable table, Staff staff, Instant now) {
        this.table = table;
        this.staff = staff;
        this.now = now;
    }

    /** Adds the twenty clients of a region. */
    void tell(String region) {
        notInvited(region);
        invited(region);
        undelivered(region);
        expired(region);
        active(region);
        shutOut(region);
        elsewhere(region);
        DemoJob.of(region).forEach(job -> job.tell(table, staff, now.minus(ofHours(6))));
    }

    private void notInvited(String region) {
        story(person(region, 0)).created(ofDays(1));
        Person inDoubt = person(region, 1);
        switch (region) {
            case "au" -> story(inDoubt.withEmail(person(region, 13).email())).imported(ofDays(12));
            case "nz" -> story(inDoubt).imported(ofDays(12)).archived(ofDays(3));
            default -> story(inDoubt.at("gmail.con")).imported(ofDays(12));
        }
        story(person(region, 2).withEmail("")).imported(ofDays(12));
    }

    private void invited(String region) {
        story(person(region, 3)).created(ofDays(4)).invited(ofDays(1));
        story(person(region, 4)).created(ofDays(9)).invited(ofDays(5)).invited(ofHours(2));
        story(person(region, 5)).created(ofMinutes(3)).invited(ofSeconds(5), Delivery.QUEUED);
    }

    private void undelivered(String region) {
        story(person(region, 6).at(MailServer.DEFERRING)).created(ofDays(2)).invited(ofHours(5), Delivery.DEFERRED);
        story(person(region, 7).at(MailServer.REFUSING)).created(ofDays(3)).invited(ofHours(20), Delivery.BOUNCED);
        story(person(region, 8).at(MailServer.DEFERRING)).created(ofDays(6)).invited(ofDays(4), Delivery.FAILED);
    }

    private void expired(String region) {
        story(person(region, 9)).created(ofDays(40)).invited(ofDays(30));
        story(person(region, 10))
                .created(ofDays(20))
                .invited(ofDays(9))
                .linkRefused(ofHours(3), "invitation", "expired");
        story(person(region, 11)).created(ofDays(15)).invited(ofDays(6)).revoked(ofDays(5));
    }

    private void active(String region) {
        client(person(region, 12).withEmail("client." + region + "@example.test"))
                .signedIn(ofDays(32), LAPTOP)
                .signedIn(ofDays(2), PHONE);
        Person loyal = person(region, 13);
        Story regular = client(loyal).signedIn(ofDays(31), PHONE).signedIn(ofHours(7), PHONE);
        switch (region) {
            case "us" -> regular.linkRefused(ofHours(2), "invitation", "used");
            case "nz" -> {
                String former = loyal.at("former.example.test").email();
                regular.newAddressConfirmed(former, ofHours(9)).resetAskedAs(former, ofMinutes(35));
            }
            default -> {
                // Nothing is wrong.
            }
        }
        Person moving = person(region, 14);
        Story client = client(moving)
                .signedIn(ofDays(3), LAPTOP)
                .passwordChanged(ofDays(3).minus(ofMinutes(4)));
        switch (region) {
            case "au" -> client.newAddressAsked(moving.at(MailServer.REFUSING).email(), ofHours(6), Delivery.BOUNCED);
            case "nz" -> client.newAddressAsked(moving.at("new.example.test").email(), ofHours(5), Delivery.SENT);
            default -> client.resetAsked(ofHours(3)).resetUsed(ofHours(3).minus(ofMinutes(2)));
        }
    }

    private void shutOut(String region) {
        Person waiting = person(region, 15);
        Story guesses = client(region.equals("nz") ? waiting.at(MailServer.DEFERRING) : waiting);
        Story forgetful = client(person(region, 16)).signedIn(ofDays(28), PHONE);
        client(person(region, 17))
                .signedIn(ofDays(30), LAPTOP)
                .disabled(ofDays(2), "The contract was cancelled.")
                .wrongPasswords(2, ofHours(4));
        switch (region) {
            case "au" -> {
                guesses.wrongPasswords(4, ofMinutes(12));
                forgetful.resetAsked(ofMinutes(10));
            }
            case "nz" -> {
                guesses.wrongPasswords(9, ofMinutes(6)).resetAsked(ofMinutes(3), Delivery.DEFERRED);
                forgetful.resetAsked(ofHours(6), Delivery.BOUNCED);
            }
            default -> {
                guesses.lockedByWrongPasswords(ofDays(2));
                forgetful.resetAsked(ofDays(1)).resetAsked(ofHours(23)).linkRefused(ofHours(22), "reset", "replaced");
            }
        }
    }

    private void elsewhere(String region) {
        Person moved = person(region, 18);
        Person lost = person(region, 19);
        switch (region) {
            case "au" -> {
                client(moved).resetAskedAs(moved.at("exmaple.test").email(), ofMinutes(25));
                story(lost)
                        .created(ofDays(8))
                        .invited(ofDays(6))
                        .invited(ofDays(1))
                        .linkRefused(ofHours(9), "invitation", "replaced");
            }
            case "nz" -> {
                client(moved).signInTriedIn("au", ofMinutes(50)).signInTriedIn("au", ofMinutes(48));
                client(lost)
                        .wrongPasswords(3, ofHours(2))
                        .resetByStaff(ofHours(1))
                        .resetUsed(ofMinutes(52))
                        .signedIn(ofMinutes(51), PHONE);
            }
            default -> {
                story(moved)
                        .created(ofDays(10))
                        .invitedAt(moved.at("old.example.test").email(), ofDays(3))
                        .addressChangedFrom(moved.at("old.example.test").email(), ofDays(1));
                client(lost.at(MailServer.DEFERRING)).resetAsked(ofDays(4), Delivery.FAILED);
            }
        }
    }

    /** Invited two months ago and in the portal a day later. */
    private Story client(Person person) {
        return story(person).created(ofDays(64)).invited(ofDays(60)).accepted(ofDays(59), PHONE);
    }

    private Story story(Person person) {
        return new Story(table, staff, now, person);
    }

    private static Person person(String region, int number) {
        return Person.of(region, number);
    }
}
