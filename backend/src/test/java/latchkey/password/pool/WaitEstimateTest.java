package latchkey.password.pool;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitEstimateTest {

    private final WaitEstimate estimate = new WaitEstimate(2);

    @Test
    void nobody_waits_while_a_thread_is_free() {
        assertThat(estimate.nanos(0)).isZero();
        assertThat(estimate.nanos(1)).isZero();
        assertThat(estimate.nanos(2)).isPositive();
    }

    @Test
    void it_follows_what_the_last_jobs_took() {
        learn(100, 40);
        assertThat(estimate.nanos(2)).isCloseTo(ofMillis(20).toNanos(), withPercentage(1));
        assertThat(estimate.nanos(11)).isCloseTo(ofMillis(200).toNanos(), withPercentage(1));
        assertThat(estimate.nanosBetweenJobs()).isCloseTo(ofMillis(20).toNanos(), withPercentage(1));
        learn(100, 10);
        assertThat(estimate.nanos(2)).isCloseTo(ofMillis(5).toNanos(), withPercentage(1));
    }

    @Test
    void one_job_that_was_held_up_does_not_turn_the_next_ones_away() {
        learn(100, 10);
        learn(1, 500);
        assertThat(estimate.nanos(9)).isLessThan(ofMillis(300).toNanos());
    }

    private void learn(int jobs, int millis) {
        IntStream.range(0, jobs).forEach(i -> estimate.add(ofMillis(millis).toNanos()));
    }
}
