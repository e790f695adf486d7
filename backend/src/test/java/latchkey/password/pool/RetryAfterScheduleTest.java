package latchkey.password.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryAfterScheduleTest {

    private static final int JOBS_PER_SECOND = 100;
    private static final long BETWEEN_JOBS = TimeUnit.SECONDS.toNanos(1) / JOBS_PER_SECOND;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5));
    private final RetryAfterSchedule schedule = new RetryAfterSchedule(clock::get);

    @Test
    void a_single_requester_may_be_back_in_a_second() {
        assertThat(schedule.next(BETWEEN_JOBS)).isEqualTo(1);
        pass(1);
        assertThat(schedule.next(BETWEEN_JOBS)).isEqualTo(1);
    }

    @Test
    void a_crowd_is_told_to_come_back_one_after_another() {
        List<Integer> seconds = told(1_000);
        assertThat(seconds).isSorted().startsWith(1).endsWith(10);
        pass(4);
        assertThat(schedule.next(BETWEEN_JOBS)).isEqualTo(7);
        pass(60);
        assertThat(schedule.next(BETWEEN_JOBS)).isEqualTo(1);
    }

    @Test
    void nobody_is_sent_away_for_longer_than_half_a_minute() {
        assertThat(told(100_000)).endsWith(30);
        assertThat(schedule.next(TimeUnit.MINUTES.toNanos(5))).isEqualTo(30);
    }

    /** Told to come back in 1 to 3 seconds at random, each of them would be refused seven times. */
    @Test
    void a_crowd_that_comes_back_when_told_is_refused_about_once() {
        int crowd = 3_000;
        int refusals = 0;
        var returning = new ArrayDeque<Integer>();
        IntStream.range(0, crowd).forEach(i -> returning.add(0));
        for (int second = 0; !returning.isEmpty(); second++) {
            int served = 0;
            for (int i = returning.size(); i > 0; i--) {
                int due = returning.remove();
                if (due > second) {
                    returning.add(due);
                } else if (++served > JOBS_PER_SECOND) {
                    returning.add(second + schedule.next(BETWEEN_JOBS));
                    refusals++;
                }
            }
            pass(1);
        }
        assertThat(refusals).isLessThan(crowd * 5 / 4);
    }

    private List<Integer> told(int requesters) {
        return IntStream.range(0, requesters)
                .mapToObj(i -> schedule.next(BETWEEN_JOBS))
                .toList();
    }

    private void pass(int seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
