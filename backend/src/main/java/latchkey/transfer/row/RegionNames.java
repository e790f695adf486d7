package latchkey.transfer.row;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.region.Region;

/** The names of a region in a list: its code, its name, or a country that no other region has. */
final class RegionNames {

    private static final Map<String, List<String>> COUNTRIES = Names.read("countries.properties");

    /** As in {@code Perth, Australia}, {@code NZ - New Zealand} and {@code United States of America (the)}. */
    private static final Pattern BETWEEN = Pattern.compile("[,;:|/()\\[\\]]|\\s[-–—]\\s");

    /** No place has a longer name. */
    private static final int LONGEST = 200;

    private final Map<String, String> codes = new HashMap<>();

    /** All names, for people to read. */
    private final String all;

    RegionNames(List<Region> regions) {
        all = regions.stream().map(Region::name).collect(Collectors.joining(", "));
        regions.forEach(region -> add(region, Stream.of(region.code(), region.name())));
        regions.stream()
                .filter(region -> regions.stream()
                                .filter(other -> country(other).equals(country(region)))
                                .count()
                        == 1)
                .forEach(region -> add(region, names(region)));
    }

    /** The region that the name, or one part of it alone, means. */
    Optional<String> code(String name) {
        return Optional.ofNullable(codes.get(Names.plain(name))).or(() -> ofParts(name));
    }

    private Optional<String> ofParts(String name) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> parts = BETWEEN.splitAsStream(name)
                .flatMap(part -> Optional.ofNullable(codes.get(Names.plain(part))).stream())
                .distinct()
                .toList();
        return parts.size() == 1 ? Optional.of(parts.getFirst()) : Optional.empty();
    }

    String all() {
        return all;
    }

    private void add(Region region, Stream<String> names) {
        names.forEach(name -> codes.putIfAbsent(Names.plain(name), region.code()));
    }

    private static Stream<String> names(Region region) {
        Locale locale = region.locale();
        return Stream.concat(
                Stream.of(
                        country(region),
                        locale.getISO3Country(),
                        locale.getDisplayCountry(Locale.ENGLISH),
                        locale.getDisplayCountry(locale)),
                COUNTRIES.getOrDefault(country(region), List.of()).stream());
    }

    private static String country(Region region) {
        return region.locale().getCountry();
    }
}
