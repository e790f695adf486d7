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
        Colour tint = LIGHT_SURFACE.mixed(colour, 0.07);
        return of(colour, Colour.BLACK, Colour.WHITE, tint);
    }

    static Palette dark(Colour colour) {
        Colour tint = DARK_SURFACE.mixed(colour, 0.12);
        return of(colour, Colour.WHITE, Colour.of("#12171a"), tint);
    }

    private static Palette of(Colour colour, Colour towards, Colour onAccent, Colour tint) {
        Colour accent = readable(colour, towards, tint, onAccent);
        return new Palette(accent, accent.mixed(towards, 0.25), onAccent, tint);
    }

    /** The colour, mixed with black or white only as much as it takes to be read on and below the other two. */
    private static Colour readable(Colour colour, Colour towards, Colour surface, Colour text) {
        for (int percent = 0; percent < 100; percent++) {
            Colour shade = colour.mixed(towards, percent / 100.0);
            if (shade.contrast(surface) >= READABLE && shade.contrast(text) >= READABLE) {
                return shade;
            }
        }
        return towards;
    }
}
