package latchkey.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Moments and durations in the words of one language variant and time zone. Immutable, for any thread. */
public final class Times {

    private final DateTimeFormatter date;
    private final DateTimeFormatter time;
    private final String city;
    private final Texts texts;

    private Times(Locale locale, ZoneId zone) {
        this.date = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .withZone(zone);
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone);
        this.city = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
        this.texts = Texts.of("times", locale);
    }

    public static Times of(Locale locale, ZoneId zone) {
        return new Times(locale, zone);
    }

    /** A date and time of day with its place: {@code Friday, 4 December 2026, 10:15 am in Sydney}. */
    public String moment(Instant moment) {
        // The locale data puts a narrow no-break space before am, which plain-text mail readers show as a box.
        return texts.text("moment", date(moment), time.format(moment).replace('\u202f', ' '), city);
    }

    /** A date alone: {@code Friday, 4 December 2026}. */
    public String date(Instant moment) {
        return date.format(moment);
    }

    /** A duration in its largest whole unit, rounded up: {@code 7 days}, {@code 30 minutes}, never less than a minute. */
    public String words(Duration duration) {
        long minutes = Math.max(1, Math.ceilDiv(duration.toSeconds(), 60));
        if (minutes >= 48 * 60 || minutes % (24 * 60) == 0) {
            return texts.text("days", Math.ceilDiv(minutes, 24 * 60));
        }
        if (minutes > 90 || minutes % 60 == 0) {
            return texts.text("hours", Math.ceilDiv(minutes, 60));
        }
        return texts.text("minutes", minutes);
    }
}
