package latchkey.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import latchkey.admin.api.region.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final Region AUSTRALIA = region("en-AU", "Australia/Sydney");
    private static final Times SYDNEY = new Times(AUSTRALIA, AUSTRALIA);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant AT = Instant.parse("2026-12-03T23:15:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-AU | 4 Dec 2026, 10:15 am (Sydney time) | Friday 4 December 2026, 10:15 am (Sydney time)",
                "en-NZ | 4 Dec 2026, 10:15 am (Sydney time) | Friday 4 December 2026, 10:15 am (Sydney time)",
                "en-US | Dec 4, 2026, 10:15 AM (Sydney time) | Friday, December 4, 2026, 10:15 AM (Sydney time)",
                "en-GB | 4 Dec 2026, 10:15 (Sydney time) | Friday 4 December 2026, 10:15 (Sydney time)"
            })
    void the_readers_region_decides_how_a_time_is_written(String locale, String exact, String full) {
        var times = new Times(region(locale, "Europe/London"), AUSTRALIA);
        assertThat(times.exact(AT)).isEqualTo(exact);
        assertThat(times.until(AT, NOW)).isEqualTo(full);
        assertThat(times.on(AT, NOW)).isEqualTo("on " + full);
    }

    @Test
    void a_list_is_in_the_readers_time_and_a_place_has_its_own() {
        var reader = new Times(Locale.of("en", "DE"), ZoneId.of("Europe/Berlin"));
        assertThat(reader.listed(AT)).isEqualTo("4 Dec 2026, 00:15");
        assertThat(reader.in(AUSTRALIA).exact(AT)).isEqualTo("4 Dec 2026, 10:15 (Sydney time)");
    }

    /** In Sydney, 4 December begins at 13:00 UTC of the third. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-12-04T12:59:59Z | today at 10:15 am (Sydney time)",
                "2026-12-04T13:00:00Z | yesterday at 10:15 am (Sydney time)",
                "2026-12-05T12:59:59Z | yesterday at 10:15 am (Sydney time)",
                "2026-12-05T13:00:00Z | on Friday 4 December 2026, 10:15 am (Sydney time)",
                "2026-12-03T12:59:59Z | tomorrow at 10:15 am (Sydney time)"
            })
    void a_near_moment_is_named_by_its_calendar_day_in_the_zone(Instant now, String words) {
        assertThat(SYDNEY.on(AT, now)).isEqualTo(words);
    }

    /** It is 9 pm in Sydney. */
    @ParameterizedTest
    @CsvSource({
        "PT-10S, just now",
        "PT-5M, 5 min ago",
        "PT-1H, an hour ago",
        "-PT20H59M, 20 hours ago",
        "-PT21H1M, yesterday",
        "-PT44H59M, yesterday",
        "-PT45H1M, 2 days ago",
        "PT-72H, 3 days ago",
        "PT5M, in 5 min",
        "PT2H, in 2 hours",
        "PT3H, tomorrow",
        "PT30H, in 2 days",
        "PT-1000H, 11 Oct 2026"
    })
    void a_near_moment_is_told_by_its_distance(Duration distance, String words) {
        assertThat(SYDNEY.relative(NOW.plus(distance), NOW)).isEqualTo(words);
    }

    @Test
    void yesterday_ends_at_the_zones_midnight() {
        var utc = new Times(AUSTRALIA, region("en-AU", "UTC"));
        assertThat(utc.relative(NOW.minus(Duration.ofHours(9)), NOW)).isEqualTo("9 hours ago");
        assertThat(utc.relative(NOW.minus(Duration.ofHours(11)), NOW)).isEqualTo("yesterday");
    }

    private static Region region(String locale, String zone) {
        return new Region("x", "X", URI.create("http://x.localhost"), locale, ZoneId.of(zone));
    }
}
