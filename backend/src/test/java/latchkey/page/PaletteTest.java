package latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaletteTest {

    private static final double TEXT = 4.5;
    private static final double CONTROL = 3;

    private final Scheme light = Scheme.ofBlock(0);
    private final Scheme dark = Scheme.ofBlock(1);

    @Test
    void every_configured_colour_can_be_read_in_light_and_dark() {
        colours().forEach(colour -> {
            checkAccent(Palette.light(colour), light, colour);
            checkAccent(Palette.dark(colour), dark, colour);
        });
    }

    @Test
    void a_colour_that_can_be_read_already_stays_as_it_is() {
        assertThat(Palette.light(Colour.of("#1f5c4d")).accent()).hasToString("#1f5c4d");
    }

    @Test
    void a_shade_keeps_the_hue_of_its_colour() {
        assertThat(Colour.of("#804020").at(0.5)).hasToString("#cc6633");
        assertThat(Colour.of("#804020").at(0)).hasToString("#000000");
        assertThat(Colour.of("#804020").at(1)).hasToString("#ffffff");
    }

    @Test
    void the_stylesheet_has_readable_text_in_both_schemes() {
        Stream.of(light, dark).forEach(scheme -> {
            for (String text : List.of("ink", "quiet", "fault")) {
                for (String surface : List.of("page", "surface")) {
                    check(scheme.get(text), scheme.get(surface), TEXT, text + " on " + surface);
                }
            }
            check(scheme.get("ink"), scheme.get("fault-tint"), TEXT, "ink on fault-tint");
            check(scheme.get("ink"), scheme.get("good-tint"), TEXT, "ink on good-tint");
            check(scheme.get("fault"), scheme.get("fault-tint"), TEXT, "fault on fault-tint");
            check(scheme.get("edge"), scheme.get("surface"), CONTROL, "edge on surface");
        });
    }

    private static void checkAccent(Palette palette, Scheme scheme, Colour colour) {
        for (Colour surface : List.of(scheme.get("page"), scheme.get("surface"), palette.tint(), palette.onAccent())) {
            check(palette.accent(), surface, TEXT, "accent of " + colour);
            check(palette.strong(), surface, TEXT, "strong of " + colour);
        }
        check(scheme.get("ink"), palette.tint(), TEXT, "ink on tint of " + colour);
    }

    private static void check(Colour text, Colour surface, double least, String what) {
        if (text.contrast(surface) < least) {
            assertThat(text.contrast(surface)).as(what).isGreaterThanOrEqualTo(least);
        }
    }

    private static Stream<Colour> colours() {
        return IntStream.range(0, 16 * 16 * 16)
                .mapToObj(i -> new Colour((i >> 8) * 17, (i >> 4 & 15) * 17, (i & 15) * 17));
    }

    private record Scheme(Map<String, Colour> colours) {

        private static final Pattern BLOCK = Pattern.compile(":root \\{([^}]*)}");
        private static final Pattern VARIABLE = Pattern.compile("--([a-z-]+): (#[0-9a-f]{3,6});");

        /** The colours of the nth {@code :root} block of portal.css. */
        static Scheme ofBlock(int block) {
            var blocks = BLOCK.matcher(Assets.resource("portal.css")).results().toList();
            var colours = new HashMap<String, Colour>();
            VARIABLE.matcher(blocks.get(block).group(1)).results().forEach(match -> {
                String code = match.group(2);
                String full = code.length() == 4 ? code.replaceAll("([0-9a-f])", "$1$1") : code;
                colours.put(match.group(1), Colour.of(full));
            });
            return new Scheme(colours);
        }

        Colour get(String name) {
            return Objects.requireNonNull(colours.get(name), name);
        }
    }
}
