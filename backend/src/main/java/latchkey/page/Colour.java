package latchkey.page;

/** A colour of sRGB, each part from 0 to 255. */
record Colour(int red, int green, int blue) {

    static final Colour WHITE = of("#ffffff");

    /** @param code written {@code #rrggbb} */
    static Colour of(String code) {
        int rgb = Integer.parseInt(code.substring(1), 16);
        return new Colour(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }

    /** This colour with a share of another, from 0 (none of it) to 1 (nothing else). */
    Colour mixed(Colour other, double share) {
        return new Colour(
                mixed(red, other.red, share), mixed(green, other.green, share), mixed(blue, other.blue, share));
    }

    /** The same hue and saturation (HSL) at another lightness, from 0 (black) to 1 (white). */
    Colour at(double lightness) {
        double most = Math.max(red, Math.max(green, blue)) / 255.0;
        double least = Math.min(red, Math.min(green, blue)) / 255.0;
        double grey = (most + least) / 2;
        double reach = Math.min(grey, 1 - grey);
        // In HSL every part keeps its place between the grey of that lightness and the nearer end of the scale.
        double stretch = reach == 0 ? 0 : Math.min(lightness, 1 - lightness) / reach;
        return new Colour(
                moved(red, grey, lightness, stretch),
                moved(green, grey, lightness, stretch),
                moved(blue, grey, lightness, stretch));
    }

    double lightness() {
        return (Math.max(red, Math.max(green, blue)) + Math.min(red, Math.min(green, blue))) / 510.0;
    }

    /** The contrast ratio of WCAG 2.2, from 1 to 21. */
    double contrast(Colour other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    @Override
    public String toString() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int moved(int part, double grey, double lightness, double stretch) {
        return (int) Math.round(255 * (lightness + (part / 255.0 - grey) * stretch));
    }

    private static int mixed(int part, int other, double share) {
        return (int) Math.round(part + (other - part) * share);
    }
}
