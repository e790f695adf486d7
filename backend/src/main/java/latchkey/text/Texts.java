package latchkey.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The sentences of one bundle in one language variant. A key that is missing is an error of ours and throws
 * {@link java.util.MissingResourceException}. Immutable, for any thread.
 */
public final class Texts {

    private final ResourceBundle bundle;
    private final Locale locale;

    private Texts(String bundle, Locale locale) {
        this.bundle = ResourceBundle.getBundle(
                "messages." + bundle,
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.locale = locale;
    }

    /** @param bundle the file under {@code messages/}, without its ending */
    public static Texts of(String bundle, Locale locale) {
        return new Texts(bundle, locale);
    }

    /** The sentence, its {@code {0}} filled in the way of the language variant. An apostrophe is written twice. */
    public String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    public Locale locale() {
        return locale;
    }
}
