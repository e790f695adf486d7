package latchkey.openid;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.Eventually.inTheEnd;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;

class GrantLockTest {

    /** When a session is deleted, its grants go after it. */
    @Test
    void a_refresh_locks_the_session_before_the_grant() throws Exception {
        try (var provider = Provider.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            World world = provider.world();
            Browser browser = provider.signedIn("order@example.test");
            String token = provider.redeem(provider.code(browser)).json().getString("refresh_token");
            world.sql("update session set last_seen_at = now() - interval '2 minutes'");
            var holder = World.await(world.pool().getConnection());
            var held = World.await(holder.begin());
            World.await(holder.query("select from session for update").execute());
            var refreshed = threads.submit(() -> inTheEnd(() -> provider.refresh(token)));
            eventually(
                    () -> world.count(
                            "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                    waiting -> assertThat(waiting).isEqualTo(1));
            world.sql("select from app_grant for update nowait");
            World.await(held.rollback());
            World.await(holder.close());
            assertThat(refreshed.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }
}
