package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.region.Region;

/**
 * Times as staff read them: lists in the time zone of the reader's browser; sentences about a client in that of the
 * client's region, with its city.
 *
 * @param locale how dates and times are written
 * @param zone whose time it is
 */
public record Times(Locale locale, ZoneId zone) {

    private static final int FAR_DAYS = 30;
    private static final Region NOWHERE = new Region("", "", URI.create(""), "en", ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofLocalizedPattern("yMMMd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);

    /** Written as in the reader's region, in the time of a place. */
    public Times(Region reader, Region place) {
        this(Locale.forLanguageTag(reader.locale()), place.zone());
    }

    /** By the reader's browser; if its country or zone is unknown, by the home region. */
    public static Times ofReader(Region home) {
        UI ui = UI.getCurrent();
        var zone = Optional.ofNullable(ui.getPage().getExtendedClientDetails().getTimeZoneId())
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElse(home.zone());
        // The pages are in English: a country's way of writing counts, its names of months don't.
        String country = ui.getSession().getBrowser().getLocale().getCountry();
        return new Times(country.isEmpty() ? Locale.forLanguageTag(home.locale()) : Locale.of("en", country), zone);
    }

    /** The same for a reader who may not be signed in yet. */
    static Times ofReader() {
        return ofReader(Optional.ofNullable(VaadinSession.getCurrent().getAttribute(SignedIn.class))
                .map(SignedIn::home)
                .orElse(NOWHERE));
    }

    /** Written in the same way, in the time of a place. */
    public Times in(Region place) {
        return new Times(locale, place.zone());
    }

    /**
     * When something happened or will happen: {@code today at 8:21 pm (Sydney time)}, {@code on Friday 4 December …}.
     */
    public String on(Instant at, Instant now) {
        return isNear(at, now) ? near(at, now) : text("time.on", full(at));
    }

    /** A time after "until": {@code today at 8:21 pm (Sydney time)}, {@code Friday 4 December 2026, …}. */
    public String until(Instant at, Instant now) {
        return isNear(at, now) ? near(at, now) : full(at);
    }

    /** The short form of lists: {@code 4 Dec 2026, 10:15 am (Sydney time)}. */
    public String exact(Instant at) {
        return text("time.place", format(DATE, at), format(TIME, at), city());
    }

    /** Without the city, where all times are the reader's: {@code 4 Dec 2026, 10:15 am}. */
    public String listed(Instant at) {
        return text("time.listed", format(DATE, at), format(TIME, at));
    }

    /** 5 min ago, yesterday, in 3 days; the date beyond 30 days. */
    public String relative(Instant at, Instant now) {
        String way = at.isAfter(now) ? "future" : "past";
        Duration distance = Duration.between(at, now).abs();
        long days = Math.abs(daysFrom(now, at));
        if (days > FAR_DAYS) {
            return format(DATE, at);
        }
        if (distance.toMinutes() < 1) {
            return text("time.now");
        }
        if (distance.toHours() < 1) {
            return text("time.minutes." + way, distance.toMinutes());
        }
        return days == 0 ? text("time.hours." + way, distance.toHours()) : text("time.days." + way, days);
    }

    private boolean isNear(Instant at, Instant now) {
        return Math.abs(daysFrom(now, at)) <= 1;
    }

    private String near(Instant at, Instant now) {
        String day = switch ((int) daysFrom(now, at)) {
            case -1 -> "time.yesterday";
            case 0 -> "time.today";
            default -> "time.tomorrow";
        };
        return text(day, format(TIME, at), city());
    }

    private String full(Instant at) {
        return text(
                "time.place", format(DateTimeFormatter.ofPattern(fullPattern(), locale), at), format(TIME, at), city());
    }

    /** The locale's own order; no comma precedes the day if that comes first: {@code Friday 4 December 2026}. */
    private String fullPattern() {
        return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                        FormatStyle.FULL, null, IsoChronology.INSTANCE, locale)
                .replaceFirst("^EEEE, d", "EEEE d");
    }

    /** Calendar days of the place: from 11:59 pm to midnight is one. */
    private long daysFrom(Instant now, Instant at) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(now, zone), LocalDate.ofInstant(at, zone));
    }

    /** The locale data puts a narrow no-break space before am, which a search on the page doesn't find. */
    private String format(DateTimeFormatter way, Instant at) {
        return way.withLocale(locale).format(at.atZone(zone)).replace('\u202f', ' ');
    }

    /** A zone's everyday name: Sydney. */
    private String city() {
        return zone.equals(ZoneOffset.UTC)
                ? "UTC"
                : zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }
}
