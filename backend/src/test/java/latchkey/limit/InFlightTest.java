package latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import latchkey.config.Limit;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();
    private final Future<String> hash = Future.future(never -> {});

    @Test
    void those_ahead_leave_less_until_nothing_is_left() {
        List<Boolean> usedUp = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(inFlight.check(counters("one"), left -> {
                                usedUp.add(left.isUsedUp(counters("one")));
                                return hash;
                            })
                            .isComplete())
                    .isFalse();
        }
        assertThat(usedUp).containsExactly(false, false, false, true, true);
    }

    @Test
    void others_counters_have_nobody_ahead() {
        for (int i = 0; i < 5; i++) {
            inFlight.check(counters("one"), left -> hash).onComplete(ignored -> {});
        }
        assertThat(isUsedUp("one")).isTrue();
        assertThat(isUsedUp("other")).isFalse();
    }

    @Test
    void whoever_is_done_makes_room_whatever_came_of_it() {
        for (int i = 0; i < 10; i++) {
            assertThat(isUsedUp("one")).isFalse();
            assertThat(inFlight.check(counters("one"), left -> Future.failedFuture("wrong"))
                            .cause())
                    .hasMessage("wrong");
            assertThat(inFlight.check(counters("one"), left -> {
                                throw new IllegalStateException("broken");
                            })
                            .cause())
                    .hasMessage("broken");
        }
        assertThat(inFlight.size()).isZero();
    }

    private boolean isUsedUp(String name) {
        return inFlight.check(counters(name), left -> Future.succeededFuture(left.isUsedUp(counters(name))))
                .result();
    }

    private static Counters counters(String name) {
        return new Counters().add(new Limit(3, Duration.ofMinutes(1)), name).add(Limit.OFF, name + " off");
    }
}
