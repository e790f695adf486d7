package latchkey.admin.ui;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Every sentence that staff read. A key that is missing is an error of ours. */
public final class Texts {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle(
            "latchkey.admin.messages",
            Locale.ROOT,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private Texts() {}

    /** The sentence with {@code {0}} filled in. An apostrophe is written twice. */
    public static String text(String key, Object... arguments) {
        return new MessageFormat(BUNDLE.getString(key), Locale.UK).format(arguments);
    }

    public static boolean has(String key) {
        return BUNDLE.containsKey(key);
    }
}
