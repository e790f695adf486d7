package latchkey.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.region.Region;
import latchkey.text.Texts;
import latchkey.text.Times;
import org.jspecify.annotations.Nullable;

/** What every template needs besides its page: words, times, names and files of the region. Immutable. */
public record PageContext(
        String builder,
        Optional<Region> region,
        Texts texts,
        Times times,
        Brand brand,
        Optional<Banner> banner,
        List<Fault> faults) {

    static PageContext of(String builder, Region region, Brand brand) {
        var texts = Texts.of("portal", region.locale(), region.texts());
        var times = Times.of(region.locale(), region.zone(), region.texts());
        return new PageContext(builder, Optional.of(region), texts, times, brand, Optional.empty(), List.of());
    }

    static PageContext plain(String builder, Brand brand) {
        var texts = Texts.of("portal", Locale.ENGLISH);
        var times = Times.of(Locale.ENGLISH, ZoneOffset.UTC);
        return new PageContext(builder, Optional.empty(), texts, times, brand, Optional.empty(), List.of());
    }

    PageContext with(Banner shown) {
        return new PageContext(builder, region, texts, times, brand, Optional.of(shown), faults);
    }

    PageContext with(List<Fault> found) {
        return new PageContext(builder, region, texts, times, brand, banner, found);
    }

    /** The sentence, with times and durations among its arguments in the region's words. */
    public String text(String key, Object... arguments) {
        return texts.text(key, Stream.of(arguments).map(this::said).toArray());
    }

    public String text(Fault fault) {
        return text(fault.key(), fault.arguments().toArray());
    }

    public String text(Banner banner) {
        return text(banner.key(), banner.arguments().toArray());
    }

    /** The first fault of a field in words, if it has one. */
    public Optional<String> fault(String field) {
        return faults.stream()
                .filter(fault -> fault.field().equals(field))
                .findFirst()
                .map(this::text);
    }

    /** The ids of a field's hint and fault, for {@code aria-describedby}; null if it has neither. */
    public @Nullable String describedBy(String field, boolean hint, boolean fault) {
        String ids = (hint ? field + "-hint " : "") + (fault ? field + "-fault" : "");
        return ids.isEmpty() ? null : ids.strip();
    }

    /** Whether the field is the first that needs a change, which gets the focus. */
    public boolean isFirstFault(String field) {
        return !faults.isEmpty() && faults.getFirst().field().equals(field);
    }

    /** The language of the sentences, which may differ from the region's. */
    public String language() {
        return texts.locale().toLanguageTag();
    }

    /** The builder and the region together: {@code Latchkey Homes Australia}. */
    public String place() {
        return region.map(one -> builder + " " + one.name()).orElse(builder);
    }

    /** Where the region's clients find a person. */
    public Optional<Contact> support() {
        return region.map(Region::support).map(Contact::new);
    }

    private Object said(Object argument) {
        return switch (argument) {
            case Instant moment -> times.on(moment, Instant.now());
            case Duration duration -> times.words(duration);
            default -> argument;
        };
    }

    /** An email address or a phone number that can be pressed. */
    public record Contact(String text) {

        public boolean isAddress() {
            return text.contains("@");
        }

        public String link() {
            return isAddress() ? "mailto:" + text : "tel:" + text.replaceAll("[^0-9+]", "");
        }
    }
}
