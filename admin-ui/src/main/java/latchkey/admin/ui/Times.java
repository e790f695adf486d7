package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import latchkey.admin.api.Region;

/**
 * Moments as staff read them: always in the region's time, with the place that it is the time of, and in the way of
 * writing that the region's clients read in their mails.
 */
public final class Times {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofLocalizedPattern("yMMMd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);

    private Times() {}

    /** Friday, 4 December, 10:15 am in Sydney. */
    public static String moment(Instant at, Region region) {
        int thisYear = Year.now(region.zone()).getValue();
        return at(at.atZone(region.zone()).getYear() == thisYear ? withoutYear(region) : DAY, at, region);
    }

    /** 4 Dec 2026, 10:15 am in Sydney. */
    public static String exact(Instant at, Region region) {
        return at(DATE, at, region);
    }

    /** 5 min ago, yesterday, in 3 days; the date where it is further than a month. */
    public static String relative(Instant at, Instant now, Region region) {
        Duration distance = Duration.between(at, now);
        String way = distance.isNegative() ? "future" : "past";
        Duration size = distance.abs();
        if (size.toDays() > 30) {
            return format(DATE, at, region);
        }
        if (size.toMinutes() < 1) {
            return text("time.now");
        }
        if (size.toHours() < 1) {
            return text("time.minutes." + way, size.toMinutes());
        }
        return size.toDays() < 1 ? text("time.hours." + way, size.toHours()) : text("time.days." + way, size.toDays());
    }

    /** The locale data has no such form; this one begins as the full one does. */
    private static DateTimeFormatter withoutYear(Region region) {
        String full = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.FULL, null, IsoChronology.INSTANCE, Locale.forLanguageTag(region.locale()));
        return DateTimeFormatter.ofPattern(full.replaceAll(",? *y+", ""));
    }

    private static String at(DateTimeFormatter day, Instant at, Region region) {
        return text("time.place", format(day, at, region), format(TIME, at, region), region.city());
    }

    /** The locale data puts a narrow no-break space before am, which is searched for in vain. */
    private static String format(DateTimeFormatter way, Instant at, Region region) {
        return way.withLocale(Locale.forLanguageTag(region.locale()))
                .format(at.atZone(region.zone()))
                .replace('\u202f', ' ');
    }
}
