package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import latchkey.admin.api.Region;

/** Moments as staff read them: always in the region's time, with the place that it is the time of. */
public final class Times {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM, HH:mm", Locale.UK);
    private static final DateTimeFormatter LATER_YEAR =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);

    private Times() {}

    /** Friday, 4 December, 10:15 in Sydney. */
    public static String moment(Instant at, Region region) {
        ZonedDateTime there = at.atZone(region.zone());
        boolean thisYear = there.getYear() == Year.now(region.zone()).getValue();
        return text("time.place", (thisYear ? DAY : LATER_YEAR).format(there), region.city());
    }

    /** 4 Dec 2026, 10:15 in Sydney. */
    public static String exact(Instant at, Region region) {
        return text("time.place", EXACT.format(at.atZone(region.zone())), region.city());
    }

    /** 5 min ago, yesterday, in 3 days; the date where it is further than a month. */
    public static String relative(Instant at, Instant now, Region region) {
        Duration distance = Duration.between(at, now);
        String way = distance.isNegative() ? "future" : "past";
        Duration size = distance.abs();
        if (size.toDays() > 30) {
            return DATE.format(at.atZone(region.zone()));
        }
        if (size.toMinutes() < 1) {
            return text("time.now");
        }
        if (size.toHours() < 1) {
            return text("time.minutes." + way, size.toMinutes());
        }
        return size.toDays() < 1 ? text("time.hours." + way, size.toHours()) : text("time.days." + way, size.toDays());
    }
}
