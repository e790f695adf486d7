package latchkey.transfer.row;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.region.Region;

/** What a region is called in a list: by its code, its name, or a country that no other region has. */
final class RegionNames {

    private static final Map<String, List<String>> COUNTRIES = Names.read("countries.properties");

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

    Optional<String> code(String name) {
        return Optional.ofNullable(codes.get(Names.plain(name)));
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
