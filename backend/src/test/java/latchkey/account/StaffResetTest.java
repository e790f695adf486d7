package latchkey.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.stream.Stream;
import latchkey.testing.LockedAccount;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StaffResetTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    /** Both wait with a view of the tables in which the other's link is not there yet. */
    @Test
    void two_who_send_a_reset_at_the_same_moment_both_succeed_and_one_link_stays_open() throws Exception {
        WORLD.account("nz", "two@example.test");
        var contact = WORLD.sql("select contact_id from account where email = 'two@example.test'")
                .iterator()
                .next()
                .getUUID(0);
        var account = new LockedAccount(WORLD, "two@example.test");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Stream.of(STAFF.newAdmin(), STAFF.newSupport("nz"))
                    .map(member ->
                            threads.submit(() -> member.send("POST", "/api/v1/contacts/" + contact + "/account/reset")
                                    .status()))
                    .toList();
            account.waitsFor(2);
            account.release();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(WORLD.count("mail where kind = 'reset' and recipient = 'two@example.test'"))
                .isEqualTo(2);
        assertThat(WORLD.count("link where email = 'two@example.test' and used_at is null and ended_at is null"))
                .isEqualTo(1);
    }

    @Test
    void who_sends_a_reset_while_a_colleague_disables_the_account_is_told() throws Exception {
        WORLD.account("nz", "disabled@example.test");
        STAFF.support("helps@latchkey.test", "nz");
        var member = STAFF.signedIn("helps@latchkey.test");
        var account = new LockedAccount(WORLD, "disabled@example.test");
        var answer = World.meanwhile(() ->
                member.send("POST", "/api/v1/contacts/" + WORLD.contactOf("disabled@example.test") + "/account/reset"));
        account.waitsFor(1);
        account.releaseWith("update account set disabled_at = now() where email = 'disabled@example.test'");
        assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(409);
        assertThat(answer.get().json().getString("type")).endsWith("account-disabled");
        assertThat(WORLD.count("mail where kind = 'reset' and recipient = 'disabled@example.test'"))
                .isZero();
    }
}
