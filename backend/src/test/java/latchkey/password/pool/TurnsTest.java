package latchkey.password.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {

    private static final long SECOND = 1_000_000_000;

    private final Turns turns = new Turns();

    @Test
    void who_is_refused_alone_may_be_back_in_a_second() {
        assertThat(turns.next(100, 7 * SECOND)).isEqualTo(1);
        assertThat(turns.next(100, 8 * SECOND)).isEqualTo(1);
    }

    @Test
    void a_crowd_is_told_to_come_one_after_another_a_quarter_more_than_can_be_served() {
        List<Integer> seconds = told(1_000, 0);
        assertThat(seconds).isSorted();
        assertThat(seconds.getLast()).isEqualTo(8);
        assertThat(IntStream.rangeClosed(1, 8).map(second -> Collections.frequency(seconds, second)))
                .containsOnly(125);
    }

    @Test
    void turns_pass_with_time() {
        assertThat(told(1_000, 0).getLast()).isEqualTo(8);
        assertThat(turns.next(100, 4 * SECOND)).isEqualTo(5);
        assertThat(turns.next(100, 60 * SECOND)).isEqualTo(1);
    }

    @Test
    void nobody_is_sent_away_for_longer_than_half_a_minute() {
        assertThat(told(100_000, 0).getLast()).isEqualTo(30);
        assertThat(turns.next(100, 29 * SECOND)).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 12, 18, 53, 176})
    void nor_where_the_last_turn_is_no_exact_number(int millisOfAHash) {
        assertThat(told(10_000, 1e3 / millisOfAHash, 0)).allMatch(seconds -> seconds >= 1 && seconds <= 30);
    }

    @Test
    void before_anything_was_hashed_it_is_some_seconds() {
        assertThat(IntStream.range(0, 100).map(i -> turns.next(0, 0)))
                .allMatch(seconds -> seconds >= 1 && seconds <= 3);
    }

    private List<Integer> told(int people, long now) {
        return told(people, 100, now);
    }

    private List<Integer> told(int people, double perSecond, long now) {
        return IntStream.range(0, people)
                .mapToObj(i -> turns.next(perSecond, now))
                .toList();
    }
}
