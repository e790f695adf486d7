package latchkey.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import latchkey.admin.api.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final Region AUSTRALIA =
            new Region("au", "Australia", URI.create("http://au.localhost"), "en-AU", ZoneId.of("Australia/Sydney"));
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void a_moment_is_told_in_the_regions_time_with_its_place() {
        assertThat(Times.exact(Instant.parse("2026-12-03T23:15:00Z"), AUSTRALIA))
                .isEqualTo("4 Dec 2026, 10:15 am in Sydney");
    }

    @Test
    void another_year_is_named() {
        assertThat(Times.moment(Instant.parse("2031-12-03T23:15:00Z"), AUSTRALIA))
                .isEqualTo("Thursday, 4 December 2031, 10:15 am in Sydney");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-AU | 4 Dec 2026, 10:15 am in Sydney | Thursday, 4 December 2031, 10:15 am in Sydney",
                "en-NZ | 4 Dec 2026, 10:15 am in Sydney | Thursday, 4 December 2031, 10:15 am in Sydney",
                "en-US | Dec 4, 2026, 10:15 AM in Sydney | Thursday, December 4, 2031, 10:15 AM in Sydney",
                "en-GB | 4 Dec 2026, 10:15 in Sydney | Thursday, 4 December 2031, 10:15 in Sydney"
            })
    void each_region_reads_times_the_way_that_it_writes_them(String locale, String exact, String moment) {
        var region = new Region("x", "X", AUSTRALIA.url(), locale, AUSTRALIA.zone());
        assertThat(Times.exact(Instant.parse("2026-12-03T23:15:00Z"), region)).isEqualTo(exact);
        assertThat(Times.moment(Instant.parse("2031-12-03T23:15:00Z"), region)).isEqualTo(moment);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-10S, just now",
        "PT-5M, 5 min ago",
        "PT-1H, an hour ago",
        "PT-23H, 23 hours ago",
        "PT-30H, yesterday",
        "PT-72H, 3 days ago",
        "PT5M, in 5 min",
        "PT30H, tomorrow",
        "PT-1000H, 11 Oct 2026"
    })
    void a_near_moment_is_told_by_its_distance(Duration distance, String words) {
        assertThat(Times.relative(NOW.plus(distance), NOW, AUSTRALIA)).isEqualTo(words);
    }
}
