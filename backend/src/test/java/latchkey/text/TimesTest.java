package latchkey.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final Instant MOMENT = Instant.parse("2026-12-03T23:15:00Z");

    private final Times sydney = Times.of(Locale.forLanguageTag("en-AU"), ZoneId.of("Australia/Sydney"));
    private final Times losAngeles = Times.of(Locale.US, ZoneId.of("America/Los_Angeles"));

    @Test
    void a_moment_names_the_day_the_time_and_the_place() {
        assertThat(sydney.moment(MOMENT)).isEqualTo("Friday, 4 December 2026, 10:15 am in Sydney");
    }

    @Test
    void each_region_writes_dates_its_own_way() {
        assertThat(losAngeles.moment(MOMENT)).isEqualTo("Thursday, December 3, 2026, 3:15 PM in Los Angeles");
    }

    @Test
    void durations_are_said_in_their_largest_whole_unit() {
        assertThat(sydney.words(Duration.ofDays(7))).isEqualTo("7 days");
        assertThat(sydney.words(Duration.ofDays(1))).isEqualTo("1 day");
        assertThat(sydney.words(Duration.ofHours(1))).isEqualTo("1 hour");
        assertThat(sydney.words(Duration.ofMinutes(90))).isEqualTo("90 minutes");
        assertThat(sydney.words(Duration.ofMinutes(30))).isEqualTo("30 minutes");
    }

    @Test
    void waits_are_rounded_up() {
        assertThat(sydney.words(Duration.ofSeconds(1))).isEqualTo("1 minute");
        assertThat(sydney.words(Duration.ofSeconds(61))).isEqualTo("2 minutes");
        assertThat(sydney.words(Duration.ofMinutes(100))).isEqualTo("2 hours");
        assertThat(sydney.words(Duration.ofHours(49))).isEqualTo("3 days");
    }
}
