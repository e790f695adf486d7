package latchkey.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times and durations in the words of one language variant and time zone. Immutable, for any thread. */
public final class Times {

    private final ZoneId zone;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;
    private final Texts texts;

    private Times(Texts texts, ZoneId zone) {
        Locale locale = texts.locale();
        this.zone = zone;
        this.date = DateTimeFormatter.ofPattern(datePattern(locale), locale).withZone(zone);
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone);
        this.texts = texts;
    }

    public static Times of(Locale locale, ZoneId zone) {
        return of(locale, zone, OwnTexts.NONE);
    }

    /** The same, with the builder's own words in place of ours. */
    public static Times of(Locale locale, ZoneId zone, OwnTexts own) {
        return new Times(Texts.of("times", locale, own), zone);
    }

    /** A time in full, for texts that may be read later: {@code Friday 4 December 2026, 8:21 pm (Sydney time)}. */
    public String moment(Instant moment) {
        return texts.text("moment", date.format(moment), time(moment), city());
    }

    /**
     * When something happened or will happen: {@code today at 8:21 pm (Sydney time)}, {@code on Friday 4 December …}.
     */
    public String on(Instant moment, Instant now) {
        return isNear(moment, now) ? near(moment, now) : texts.text("on", moment(moment));
    }

    /** A time after "until" or "by": {@code today at 8:21 pm (Sydney time)}, {@code Friday 4 December 2026, …}. */
    public String until(Instant moment, Instant now) {
        return isNear(moment, now) ? near(moment, now) : moment(moment);
    }

    /**
     * A duration in its largest whole unit, rounded up: {@code 7 days}, {@code 30 minutes}, never less than a minute.
     */
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

    private boolean isNear(Instant moment, Instant now) {
        return Math.abs(daysFrom(now, moment)) <= 1;
    }

    private String near(Instant moment, Instant now) {
        String day = switch ((int) daysFrom(now, moment)) {
            case -1 -> "yesterday";
            case 0 -> "today";
            default -> "tomorrow";
        };
        return texts.text(day, time(moment), city());
    }

    /** Calendar days of the zone: from 11:59 pm to midnight is one. */
    private long daysFrom(Instant now, Instant moment) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(now, zone), LocalDate.ofInstant(moment, zone));
    }

    /** The locale data puts a narrow no-break space before am, which plain-text mail readers show as a box. */
    private String time(Instant moment) {
        return time.format(moment).replace('\u202f', ' ');
    }

    private String city() {
        return zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** The locale's own order; no comma precedes the day if that comes first: {@code Friday 4 December 2026}. */
    private static String datePattern(Locale locale) {
        return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                        FormatStyle.FULL, null, IsoChronology.INSTANCE, locale)
                .replaceFirst("^EEEE, d", "EEEE d");
    }
}
