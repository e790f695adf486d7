package latchkey.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LastSignInTableTest {

    private static final String CONTACT = "00000000-0000-4000-8000-000000000001";

    private TestDatabase database;
    private Pool pool;
    private LastSignInTable table;

    @BeforeEach
    void a_contact(Vertx vertx) {
        database = TestDatabase.create();
        database.execute("insert into contact (id, region, given_name, family_name) values ('" + CONTACT
                + "', 'au', 'Test', 'Client')");
        pool = database.pool(vertx);
        table = new LastSignInTable(pool);
    }

    @Test
    void the_latest_of_several_sign_ins_is_carried_over() {
        signedIn("1 hour");
        signedIn("1 minute");
        signedIn("2 hours");
        carry(LastSignInTable.START);
        assertThat(lastSignIn("between now() - interval '62 seconds' and now() - interval '1 minute'"))
                .isTrue();
    }

    @Test
    void an_earlier_sign_in_never_takes_the_place_of_a_later_one() {
        signedIn("1 hour");
        database.execute("update contact set last_sign_in_at = now()");
        carry(LastSignInTable.START);
        assertThat(lastSignIn("> now() - interval '1 minute'")).isTrue();
    }

    @Test
    void what_was_carried_is_not_looked_at_again_but_for_the_last_seconds() {
        signedIn("1 hour");
        long next = carry(LastSignInTable.START);
        assertThat(carry(next)).isEqualTo(next);
        signedIn("0 seconds");
        assertThat(carry(next)).isEqualTo(next);
        assertThat(lastSignIn("> now() - interval '1 minute'")).isTrue();
    }

    @Test
    void other_events_are_no_sign_ins() {
        database.execute("insert into event (region, contact_id, kind, actor) values ('au', '" + CONTACT
                + "', 'sign-in-failed', 'unknown')");
        carry(LastSignInTable.START);
        assertThat(lastSignIn("is null")).isTrue();
    }

    private void signedIn(String ago) {
        database.execute("insert into event (at, region, contact_id, kind, actor) values (now() - interval '" + ago
                + "', 'au', '" + CONTACT + "', 'sign-in-succeeded', 'client')");
    }

    @CanIgnoreReturnValue
    private long carry(long after) {
        return World.await(table.carry(after));
    }

    private boolean lastSignIn(String condition) {
        return World.await(pool.query("select last_sign_in_at " + condition + " as fits from contact")
                        .execute())
                .iterator()
                .next()
                .getBoolean("fits");
    }
}
