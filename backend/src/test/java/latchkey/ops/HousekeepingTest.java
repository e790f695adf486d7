package latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import latchkey.testing.Eventually;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HousekeepingTest {

    private final TestDatabase database = TestDatabase.create();
    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, new Clock() {
        @Override
        public long wallTime() {
            return TimeUnit.NANOSECONDS.toMillis(nanos.get());
        }

        @Override
        public long monotonicTime() {
            return nanos.get();
        }
    });
    private Pool pool;
    private Housekeeping housekeeping;

    @BeforeEach
    void start(Vertx vertx) {
        pool = database.pool(vertx);
        housekeeping = new Housekeeping(pool, new Retention(database.settings()), meters);
        World.await(vertx.deployVerticle(housekeeping, new DeploymentOptions()));
    }

    @Test
    void what_strangers_typed_is_forgotten_after_30_days() {
        database.execute("""
            insert into event (at, region, kind, actor, details) values
                (now() - interval '31 days', 'au', 'reset-requested', 'unknown', '{"email": "old@example.test", "sent": false}'),
                (now() - interval '31 days', null, 'staff-sign-in-failed', 'unknown', '{"email": "old@example.test"}'),
                (now() - interval '29 days', 'au', 'reset-requested', 'unknown', '{"email": "new@example.test"}')
            """);
        database.execute("""
            insert into event (at, region, contact_id, kind, actor, details) values
                (now() - interval '31 days', 'au', gen_random_uuid(), 'invitation-sent', 'system', '{"email": "ours@example.test"}')
            """);
        World.await(housekeeping.tidy());
        assertThat(count("event")).isEqualTo(4);
        assertThat(count("event where details->>'email' = 'old@example.test'")).isZero();
        assertThat(count("event where details @> '{\"sent\": false, \"forgotten\": true}'"))
                .isEqualTo(1);
        assertThat(count("event where details->>'email' = 'new@example.test'")).isEqualTo(1);
        assertThat(count("event where details->>'email' = 'ours@example.test'")).isEqualTo(1);
    }

    @Test
    void a_night_of_guesses_is_forgotten_too_a_bite_at_a_time() {
        database.execute("""
            create table batch (rows bigint);
            create function note_bite() returns trigger language plpgsql as $$
                begin insert into batch select count(*) from bitten; return null; end $$;
            create trigger note_bite after update on event referencing new table as bitten
                for each statement execute function note_bite();
            insert into event (at, region, kind, actor, details)
            select now() - interval '31 days', 'au', 'sign-in-failed', 'unknown', '{"email": "guess@example.test"}'
            from generate_series(1, 5000)
            """);
        World.await(housekeeping.tidy());
        assertThat(count("event where details ? 'email'")).isZero();
        assertThat(texts("select rows::text from batch")).containsExactly("2000", "2000", "1000");
    }

    @Test
    void counters_that_ran_out_go_and_others_stay() {
        database.execute("insert into rate_limit (key, used, until) values ('old', 1, now() - interval '2 hours'),"
                + " ('new', 1, now() + interval '1 minute')");
        World.await(housekeeping.tidy());
        assertThat(count("rate_limit where key = 'old'")).isZero();
        assertThat(count("rate_limit where key = 'new'")).isEqualTo(1);
    }

    @Test
    void codes_that_no_application_came_for_go_and_others_stay() {
        database.execute("""
            with opened as (
                insert into session (id, audience, subject, network, expires_at)
                values (gen_random_uuid(), 'au', gen_random_uuid(), '192.0.2.1', now() + interval '1 day') returning id
            )
            insert into app_grant (id, app, session_id, redirect_url, scope, challenge, created_at, redeemed_at)
            select gen_random_uuid(), name, id, '', 'openid', '', now() - age, now() - used
            from opened, (values ('unused', interval '61 minutes', null::interval),
                ('new', interval '1 minute', null), ('used', interval '2 days', interval '2 days')) as t (name, age, used)
            """);
        World.await(housekeeping.tidy());
        assertThat(World.await(pool.query("select app from app_grant").execute()).stream()
                        .map(row -> row.getString(0)))
                .containsExactlyInAnyOrder("new", "used");
    }

    @Test
    void sessions_that_were_over_30_days_ago_go_and_others_stay() {
        database.execute("""
            insert into session (id, audience, subject, network, last_seen_at, expires_at, ended_at)
            select gen_random_uuid(), 'au', gen_random_uuid(), name, now() - seen, now() + expires, now() - ended
            from (values
                ('ended long ago', interval '31 days', interval '1 day', interval '31 days'),
                ('ended of late', interval '29 days', interval '-29 days', interval '29 days'),
                ('expired long ago', interval '60 days', interval '-31 days', null),
                ('expired of late', interval '60 days', interval '-29 days', null),
                ('unused for four months', interval '121 days', interval '9 days', null),
                ('live', interval '1 minute', interval '1 day', null)) as t (name, seen, expires, ended)
            """);
        World.await(housekeeping.tidy());
        assertThat(World.await(pool.query("select network from session").execute()).stream()
                        .map(row -> row.getString(0)))
                .containsExactlyInAnyOrder("ended of late", "expired of late", "live");
    }

    @Test
    void mails_that_left_180_days_ago_go_and_those_under_way_stay() {
        database.execute("""
            insert into mail (id, kind, recipient, created_at, status, next_attempt_at)
            select gen_random_uuid(), 'invitation', name, now() - age, status, next
            from (values
                ('old', interval '181 days', 'SENT', null),
                ('old and bounced', interval '181 days', 'BOUNCED', null),
                ('old, still tried', interval '181 days', 'DEFERRED', now()),
                ('new', interval '179 days', 'SENT', null)) as t (name, age, status, next)
            """);
        World.await(housekeeping.tidy());
        assertThat(texts("select recipient from mail")).containsExactlyInAnyOrder("old, still tried", "new");
    }

    @Test
    void links_that_were_over_90_days_ago_go_but_the_newest_invitation_of_each_contact_stays() {
        database.execute("""
            insert into contact (id, region, given_name, family_name, portal, invitation_id) values
                ('00000000-0000-4000-8000-000000000001', 'au', 'Still', 'Invited', 'INVITED',
                    '00000000-0000-4000-8000-00000000000a'),
                ('00000000-0000-4000-8000-000000000002', 'au', 'Already', 'In', 'ACTIVE',
                    '00000000-0000-4000-8000-00000000000b');
            insert into link (id, purpose, contact_id, email, created_at, expires_at, used_at) values
                ('00000000-0000-4000-8000-00000000000a', 'invitation', '00000000-0000-4000-8000-000000000001',
                    'newest@example.test', now() - interval '200 days', now() - interval '193 days', null),
                (gen_random_uuid(), 'invitation', '00000000-0000-4000-8000-000000000001',
                    'earlier@example.test', now() - interval '200 days', now() - interval '193 days', null),
                ('00000000-0000-4000-8000-00000000000b', 'invitation', '00000000-0000-4000-8000-000000000002',
                    'used@example.test', now() - interval '200 days', now() + interval '1 day', now() - interval '91 days'),
                (gen_random_uuid(), 'reset', null, 'of-late@example.test', now() - interval '90 days',
                    now() - interval '89 days', null);
            insert into mail (id, kind, link_id, recipient, status, next_attempt_at)
            select gen_random_uuid(), 'invitation', id, email, 'SENT', null from link
            """);
        World.await(housekeeping.tidy());
        assertThat(texts("select email from link"))
                .containsExactlyInAnyOrder("newest@example.test", "used@example.test", "of-late@example.test");
        assertThat(count("mail")).isEqualTo(4);
        assertThat(count("mail where link_id is null")).isEqualTo(1);
    }

    @Test
    void what_happened_is_forgotten_after_two_years() {
        database.execute("""
            insert into event (at, region, contact_id, kind, actor) values
                (now() - interval '731 days', 'au', gen_random_uuid(), 'contact-created', 'old'),
                (now() - interval '729 days', 'au', gen_random_uuid(), 'contact-created', 'new')
            """);
        World.await(housekeeping.tidy());
        assertThat(texts("select actor from event")).containsExactly("new");
    }

    @Test
    void what_is_off_is_kept_for_ever_and_has_no_metric(Vertx vertx) {
        database.execute("""
            insert into event (at, region, contact_id, kind, actor)
            values (now() - interval '20 years', 'au', gen_random_uuid(), 'contact-created', 'old')
            """);
        var others = new SimpleMeterRegistry();
        var keepsEvents = new Housekeeping(
                pool, new Retention(database.settings().with(Map.of("retention.events", "off"))), others);
        World.await(vertx.deployVerticle(keepsEvents, new DeploymentOptions()));
        World.await(keepsEvents.tidy());
        assertThat(count("event")).isEqualTo(1);
        assertThat(others.find("latchkey.housekeeping.overdue").timeGauges()).hasSize(6);
    }

    @Test
    void a_time_to_keep_that_is_none_stops_the_start() {
        var settings = database.settings().with(Map.of("retention.mails", "a year"));
        assertThatThrownBy(() -> new Retention(settings))
                .hasMessage(
                        "Configuration: retention.mails is not a duration (a year); write it like 30m, 6h or 90d, or"
                                + " off.");
    }

    @Test
    void a_chore_that_fails_leaves_the_others_to_be_done_and_each_has_its_metric() {
        database.execute(
                "alter table session rename to gone; insert into rate_limit (key, used, until) values ('old', 1, now()"
                        + " - interval '2 hours')");
        nanos.addAndGet(TimeUnit.HOURS.toNanos(3));
        World.await(housekeeping.tidy().otherwiseEmpty());
        assertThat(count("rate_limit")).isZero();
        assertThat(meters.find("latchkey.housekeeping.overdue").timeGauges())
                .hasSize(7)
                .allSatisfy(gauge -> assertThat(gauge.value(TimeUnit.HOURS))
                        .isEqualTo("sessions".equals(gauge.getId().getTag("what")) ? 2 : 0));
    }

    @Test
    void what_all_chores_fail_with_is_told_once() {
        var log = Eventually.logger(Housekeeping.class.getName());
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            World.await(pool.close());
            World.await(housekeeping.tidy().otherwiseEmpty());
            // Tests beside this one may have a housekeeper that fails too, but not with a pool that is closed.
            assertThat(List.copyOf(lines.list))
                    .filteredOn(line -> line.getFormattedMessage().contains("closed"))
                    .singleElement()
                    .satisfies(line -> assertThat(String.valueOf(line.getKeyValuePairs()))
                            .contains("events")
                            .contains("mails")
                            .contains("sessions"));
        } finally {
            log.detachAppender(lines);
        }
    }

    private List<String> texts(String query) {
        return World.await(pool.query(query).execute()).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private long count(String from) {
        return World.await(pool.query("select count(*) from " + from).execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
