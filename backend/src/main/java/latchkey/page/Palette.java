package latchkey.page;

/**
 * The shades of one region's colour that stay readable, whatever colour is configured: text in {@code accent} or
 * {@code strong} on any surface of the scheme, and text in {@code onAccent} on both, have a contrast of at least 4.5
 * (WCAG 2.2, 1.4.3).
 */
record Palette(Colour accent, Colour strong, Colour onAccent, Colour tint) {

    /** The lightest and the darkest surface that stands behind text, as portal.css has them. */
    static final Colour LIGHT_SURFACE = Colour.of("#f6f5f1");

    static final Colour DARK_SURFACE = Colour.of("#20262a");

    private static final double READABLE = 4.6;

    static Palette light(Colour colour) {
        return of(colour, 0, Colour.WHITE, LIGHT_SURFACE.mixed(colour, 0.07));
    }

    static Palette dark(Colour colour) {
        return of(colour, 1, Colour.of("#12171a"), DARK_SURFACE.mixed(colour, 0.12));
    }

    private static Palette of(Colour colour, int end, Colour onAccent, Colour tint) {
        Colour accent = readable(colour, end, tint, onAccent);
        double strong = accent.lightness() + (end - accent.lightness()) * 0.25;
        return new Palette(accent, accent.at(strong), onAccent, tint);
    }

    /** The colour, made darker or lighter only as much as it takes to be read on and below the other two. */
    private static Colour readable(Colour colour, int end, Colour surface, Colour text) {
        double start = colour.lightness();
        for (int percent = 0; percent < 100; percent++) {
            Colour shade = colour.at(start + (end - start) * percent / 100);
            if (shade.contrast(surface) >= READABLE && shade.contrast(text) >= READABLE) {
                return shade;
            }
        }
        return colour.at(end);
    }
}
