package latchkey.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import latchkey.region.Region;
import latchkey.region.Regions;

/**
 * The static files of the client portal, read and compressed once at the start
 * ({@code docs/decisions/050-typed-pages.md}). Immutable, for any thread.
 */
public final class Assets {

    private static final String PLAIN_COLOUR = "#33475b";

    private final Map<String, Asset> byPath = new HashMap<>();
    private final Map<String, Brand> brands = new HashMap<>();
    private final Brand plain;

    /** @param builder the home builder's name, whose first letter replaces the logo of a region without one */
    public Assets(String builder, Regions regions) {
        String initial = builder.strip().substring(0, builder.strip().offsetByCodePoints(0, 1));
        for (Region region : regions.all()) {
            brands.put(
                    region.code(),
                    brand(Colour.of(region.colour()), region.logo().map(Assets::logo), initial));
        }
        this.plain = brand(Colour.of(PLAIN_COLOUR), Optional.empty(), initial);
    }

    Brand brand(Region region) {
        return brands.getOrDefault(region.code(), plain);
    }

    Brand plainBrand() {
        return plain;
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private Brand brand(Colour colour, Optional<Asset> logo, String initial) {
        return new Brand(
                add(stylesheet(colour)),
                add(script()),
                add(logo.orElseGet(() -> mark(initial, colour))),
                logo.map(Asset::path),
                initial);
    }

    private String add(Asset asset) {
        byPath.put(asset.path(), asset);
        return asset.path();
    }

    /** One file for our rules and the region's shades: one request fewer on every first visit. */
    private static Asset stylesheet(Colour colour) {
        String css = """
            :root{%s}
            @media(prefers-color-scheme:dark){:root{%s}}
            """.formatted(variables(Palette.light(colour)), variables(Palette.dark(colour)));
        return Asset.of("portal", "css", "text/css; charset=utf-8", css + resource("portal.css"));
    }

    private static String variables(Palette palette) {
        return "--accent:%s;--strong:%s;--on-accent:%s;--tint:%s"
                .formatted(palette.accent(), palette.strong(), palette.onAccent(), palette.tint());
    }

    private static Asset script() {
        return Asset.of("portal", "js", "text/javascript; charset=utf-8", resource("portal.js"));
    }

    private static Asset mark(String initial, Colour colour) {
        String letter = initial.replace("&", "&amp;").replace("<", "&lt;");
        Colour shade = Palette.light(colour).accent();
        String svg = resource("mark.svg").replace("COLOUR", shade.toString()).replace("LETTER", letter);
        return Asset.of("mark", "svg", "image/svg+xml", svg);
    }

    private static Asset logo(Path file) {
        String ending = file.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? "png" : "svg";
        try {
            return Asset.of(
                    "logo", ending, ending.equals("png") ? "image/png" : "image/svg+xml", Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String name) {
        try (var stream = Assets.class.getResourceAsStream("/static/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
