package latchkey.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final Instant MOMENT = Instant.parse("2026-12-04T09:21:00Z");

    private final Times sydney = Times.of(Locale.forLanguageTag("en-AU"), ZoneId.of("Australia/Sydney"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-AU | Australia/Sydney    | Friday 4 December 2026, 8:21 pm (Sydney time)",
                "en-NZ | Pacific/Auckland    | Friday 4 December 2026, 10:21 pm (Auckland time)",
                "en-US | America/Los_Angeles | Friday, December 4, 2026, 1:21 AM (Los Angeles time)",
                "en-GB | Europe/London       | Friday 4 December 2026, 09:21 (London time)",
                "fr-CA | America/Toronto     | Friday, December 4, 2026, 4:21 a.m. (Toronto time)",
                "mi-NZ | Pacific/Auckland    | Friday 4 December 2026, 10:21 pm (Auckland time)",
                "de-DE | Europe/Berlin       | Friday 4 December 2026, 10:21 (Berlin time)"
            })
    void each_region_writes_a_moment_its_own_way(String locale, String zone, String words) {
        assertThat(Times.of(Locale.forLanguageTag(locale), ZoneId.of(zone)).moment(MOMENT))
                .isEqualTo(words);
    }

    /** In Sydney, 4 December begins at 13:00 UTC of the third. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-12-04T09:21:59Z | today at 8:21 pm (Sydney time)",
                "2026-12-04T12:59:59Z | today at 8:21 pm (Sydney time)",
                "2026-12-04T13:00:00Z | yesterday at 8:21 pm (Sydney time)",
                "2026-12-05T12:59:59Z | yesterday at 8:21 pm (Sydney time)",
                "2026-12-05T13:00:00Z | on Friday 4 December 2026, 8:21 pm (Sydney time)",
                "2026-12-03T13:00:00Z | today at 8:21 pm (Sydney time)",
                "2026-12-03T12:59:59Z | tomorrow at 8:21 pm (Sydney time)",
                "2026-12-02T12:59:59Z | on Friday 4 December 2026, 8:21 pm (Sydney time)"
            })
    void a_near_moment_is_named_by_its_calendar_day_in_the_zone(Instant now, String words) {
        assertThat(sydney.on(MOMENT, now)).isEqualTo(words);
    }

    @Test
    void until_takes_no_on() {
        assertThat(sydney.until(MOMENT, MOMENT.minus(Duration.ofDays(7))))
                .isEqualTo("Friday 4 December 2026, 8:21 pm (Sydney time)");
        assertThat(sydney.until(MOMENT, MOMENT.minus(Duration.ofHours(1)))).isEqualTo("today at 8:21 pm (Sydney time)");
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
