package latchkey.account;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import latchkey.account.ChangePassword.Outcome;
import latchkey.account.PasswordTable.Current;
import latchkey.caller.Caller;
import latchkey.limit.Limits;
import latchkey.password.Password;
import latchkey.password.hash.PasswordHasher;
import latchkey.region.Regions;
import latchkey.session.Client;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may become of an account while the passwords are hashed, and what a new one ends. */
class PasswordTableTest {

    private static final World WORLD = World.start();

    private final PasswordTable table = new PasswordTable(WORLD.pool());

    private static final PasswordHasher HASHER =
            new PasswordHasher(WORLD.vertx(), WORLD.settings(), new SimpleMeterRegistry());

    @AfterAll
    static void stop() {
        HASHER.close();
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password = 'another'", "disabled_at = now()"})
    void an_account_that_changed_meanwhile_keeps_its_password(String change) {
        Client client = client(UUID.randomUUID() + "@example.test");
        Current current = current(client);
        WORLD.sql("update account set " + change + " where id = $1", client.account());
        assertThat(isChanged(client, current)).isFalse();
        assertThat(password(client)).isNotEqualTo("new");
    }

    /** The page of a client who is erased or disabled at this moment says neither that something is wrong nor saved. */
    @ParameterizedTest
    @ValueSource(
            strings = {"delete from account where id = $1", "update account set disabled_at = now() where id = $1"})
    void whose_account_is_taken_away_meanwhile_has_no_session_any_more(String change) {
        Client client = client(UUID.randomUUID() + "@example.test");
        WORLD.sql(change, client.account());
        assertThat(change(client, () -> true)).isEqualTo(Outcome.SESSION_OVER);
    }

    /** Their session goes with them; the page knew the contact of before. */
    @Test
    void who_was_merged_with_another_contact_meanwhile_has_the_new_password() {
        Client client = client("merged.meanwhile@example.test");
        Current before = current(client);
        UUID other = WORLD.contact("au", "the.other@example.test");
        // Asked before each hash.
        BooleanSupplier present =
                () -> WORLD.sql("update account set contact_id = $2 where id = $1", client.account(), other)
                                .rowCount()
                        == 1;
        assertThat(change(client, present)).isEqualTo(Outcome.CHANGED);
        assertThat(isChanged(client, before)).isFalse();
        assertThat(WORLD.count("event where kind = 'password-changed' and contact_id = $1", other))
                .isEqualTo(1);
    }

    @Test
    void a_new_password_ends_the_open_link_and_makes_sessions_old_that_are_opened_at_the_same_moment() {
        Client client = client("ends@example.test");
        WORLD.portal("au").post("/forgot-password", "email", "ends@example.test");
        assertThat(isChanged(client, current(client))).isTrue();
        assertThat(WORLD.count("account where id = $1 and password_version = 2", client.account()))
                .isEqualTo(1);
        assertThat(WORLD.count("link where account_id = $1 and ended_by = 'password'", client.account()))
                .isEqualTo(1);
    }

    private static Outcome change(Client client, BooleanSupplier present) {
        var region = new Regions(WORLD.settings()).of("au").orElseThrow();
        var caller = new Caller("192.0.2.1", "test", Optional.empty(), present);
        return await(new ChangePassword(WORLD.pool(), HASHER, new Limits(WORLD.settings()))
                .change(region, client, typed(World.PASSWORD), typed("another battery staple"), caller));
    }

    private Current current(Client client) {
        return await(table.read(client)).orElseThrow();
    }

    private boolean isChanged(Client client, Current from) {
        return await(table.change(client, from, "new", "192.0.2.1", List.of()));
    }

    private static Password typed(String password) {
        return Password.typed(password).orElseThrow();
    }

    private static Client client(String email) {
        WORLD.account("au", email);
        UUID account = WORLD.sql("select id from account where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
        return new Client(UUID.randomUUID(), account, WORLD.contactOf(email), email, "Robin", "Sample", List.of());
    }

    private static String password(Client client) {
        return WORLD.sql("select password from account where id = $1", client.account())
                .iterator()
                .next()
                .getString(0);
    }
}
