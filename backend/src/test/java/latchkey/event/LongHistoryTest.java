package latchkey.event;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** After a night of guesses a page costs what it cost before. */
class LongHistoryTest {

    private static final int GUESSES = 20_000;

    /** Of this many a page may read some again and again. */
    private static final long FEW = 5_000;

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();

    @BeforeAll
    static void a_night_of_guesses() {
        WORLD.account("us", "guessed@example.test");
        WORLD.contact("nz", "quiet@example.test");
        guess("nz", WORLD.contactOf("quiet@example.test"), 5);
        guess("us", WORLD.contactOf("guessed@example.test"), GUESSES);
        WORLD.sql("update account set last_sign_in_at = null, activated_at = now() - interval '1 year'");
        WORLD.sql("analyze event");
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_diagnosis_looks_at_the_newest_thousand() {
        UUID contact = WORLD.contactOf("guessed@example.test");
        Answer answer = read("/api/v1/contacts/" + contact + "/diagnosis");
        assertThat(answer.body()).contains("1,000 wrong passwords");
    }

    @Test
    void a_region_s_page_is_read_past_those_of_another_one() {
        Answer answer = read("/api/v1/events?region=nz");
        assertThat(answer.json().getJsonArray("items")).hasSize(5);
    }

    @Test
    void a_span_of_time_is_read_and_not_what_came_after_it() {
        Instant to = Instant.now().minus(Duration.ofHours(4));
        Answer answer = read("/api/v1/events?kind=sign-in-failed&region=us&to=" + to);
        assertThat(answer.json().getJsonArray("items")).isNotEmpty();
    }

    /** One after the other, a second apart, up to now. */
    private static void guess(String region, UUID contact, int times) {
        WORLD.sql("""
            insert into event (region, contact_id, kind, actor, at, details)
            select $1, $2, 'sign-in-failed', 'unknown', now() - ($3::int - n) * interval '1 second', '{"why": "password"}'
            from generate_series(1, $3::int) n order by n
            """, region, contact, times);
    }

    /** What PostgreSQL read for the answer is known a while after it. */
    private static synchronized Answer read(String path) {
        var before = new AtomicLong();
        Answer answer = eventually(
                () -> {
                    before.set(read());
                    return ADMIN.get(path);
                },
                done -> assertThat(done.status()).isEqualTo(200));
        long after = eventually(LongHistoryTest::read, now -> assertThat(now).isGreaterThan(before.get()));
        assertThat(after - before.get()).isLessThan(FEW);
        return answer;
    }

    private static long read() {
        return WORLD.sql("select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables"
                        + " where relname = 'event'")
                .iterator()
                .next()
                .getLong(0);
    }
}
