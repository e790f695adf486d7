package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

/** Titles of pages, the most specific part first: that much fits on a browser's tab. */
public final class Titles {

    private Titles() {}

    public static String of(String... parts) {
        return String.join(" · ", parts) + " · " + text("app.name");
    }
}
