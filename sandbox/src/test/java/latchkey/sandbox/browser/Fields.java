package latchkey.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;

/** What a field tells those who see it and those who hear it. */
public final class Fields {

    private Fields() {}

    /** The complaint begins with these words; a hint may stand before it. */
    public static void complains(Locator field, String why) {
        // The browser takes the pattern as its own: without Java's quotation.
        assertThat(field).hasAccessibleDescription(Pattern.compile(why.replace(".", "\\.")));
        assertThat(field).hasAttribute("aria-invalid", "true");
    }
}
