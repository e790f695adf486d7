package latchkey.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestTimeTest {

    private static final Duration TO_ANSWER = Duration.ofMillis(100);

    @Test
    void what_a_request_waits_for_takes_less_time_than_the_request() {
        assertThat(RequestTime.WAIT.plus(RequestTime.STATEMENT))
                .isLessThanOrEqualTo(RequestTime.WHOLE.minus(TO_ANSWER));
        assertThat(RequestTime.LOCK).isLessThanOrEqualTo(RequestTime.STATEMENT.minus(TO_ANSWER));
    }
}
