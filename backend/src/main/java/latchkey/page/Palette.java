package latchkey.page;

import java.util.List;

/**
 * The shades of one region's colour that stay readable, whatever colour is configured: {@code accent} and
 * {@code strong} on every surface of the scheme, {@code tint} among them, and {@code onAccent} on both, have a contrast
 * of at least 4.5 (WCAG 2.2, 1.4.3). See {@code docs/decisions/050-typed-pages.md}.
 */
record Palette(Colour accent, Colour strong, Colour onAccent, Colour tint) {

    /** The surface of each scheme, as portal.css has it, that is hardest to read on. */
    private static final Colour LIGHT_PAGE = Colour.of("#f6f5f1");

    private static final Colour DARK_SURFACE = Colour.of("#1c2226");
    private static final Colour DARK_TEXT = Colour.of("#12171a");
    private static final double READABLE = 4.6;

    static Palette light(Colour colour) {
        return of(colour, 0, LIGHT_PAGE, Colour.WHITE, 0.07);
    }

    static Palette dark(Colour colour) {
        return of(colour, 1, DARK_SURFACE, DARK_TEXT, 0.12);
    }

    /** @param end the lightness that the colour moves towards until it can be read */
    private static Palette of(Colour colour, int end, Colour surface, Colour onAccent, double tinted) {
        Colour tint = surface.mixed(colour, tinted);
        Colour accent = readable(colour, end, List.of(surface, tint, onAccent));
        double strong = accent.lightness() + (end - accent.lightness()) * 0.25;
        return new Palette(accent, accent.at(strong), onAccent, tint);
    }

    private static Colour readable(Colour colour, int end, List<Colour> others) {
        double start = colour.lightness();
        for (int percent = 0; percent < 100; percent++) {
            Colour shade = colour.at(start + (end - start) * percent / 100);
            if (others.stream().allMatch(other -> shade.contrast(other) >= READABLE)) {
                return shade;
            }
        }
        return colour.at(end);
    }
}
