package latchkey.text;

import java.text.Format;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * The sentences of one bundle in one language variant. A key that is missing is an error of ours and throws
 * {@link java.util.MissingResourceException}. Immutable, for any thread.
 */
public final class Texts {

    /** The sentences of an email can use all its arguments, whichever they use now. */
    private static final Pattern WHOLE_MAIL =
            Pattern.compile("mail\\.(invitation|reset|password-changed|new-device|address-)");

    private static final int MAIL_ARGUMENTS = 9;

    private final String name;
    private final ResourceBundle bundle;
    private final Locale locale;
    private final OwnTexts own;

    private Texts(String bundle, Locale locale, OwnTexts own) {
        this.name = bundle;
        this.own = own;
        this.bundle = ResourceBundle.getBundle(
                "messages." + bundle,
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.locale = spoken(locale);
    }

    /** A region whose language has no sentences gets those of another one, and its dates and numbers too. */
    private Locale spoken(Locale wanted) {
        String written = sentence("language");
        return wanted.getLanguage().equals(written)
                ? wanted
                : new Locale.Builder()
                        .setLanguage(written)
                        .setRegion(wanted.getCountry())
                        .build();
    }

    /** @param bundle the file under {@code messages/}, without its ending */
    public static Texts of(String bundle, Locale locale) {
        return of(bundle, locale, OwnTexts.NONE);
    }

    /** The same, with the builder's own sentences in place of ours. */
    public static Texts of(String bundle, Locale locale, OwnTexts own) {
        return new Texts(bundle, locale, own);
    }

    /** The sentence, its {@code {0}} filled in as the language variant writes it. An apostrophe is written twice. */
    public String text(String key, Object... arguments) {
        return new MessageFormat(sentence(key), locale).format(arguments);
    }

    private String sentence(String key) {
        return own.of(name, key).orElseGet(() -> bundle.getString(key));
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** The arguments that a sentence can use, in the order of their numbers, each with its format in our bundle. */
    Format[] arguments(String key) {
        Format[] named = new MessageFormat(bundle.getString(key), locale).getFormatsByArgumentIndex();
        int most = WHOLE_MAIL.matcher(name + "." + key).lookingAt() ? MAIL_ARGUMENTS : named.length;
        return Arrays.copyOf(named, Math.max(named.length, most));
    }

    /** The language of the sentences, with the country that was asked for. */
    public Locale locale() {
        return locale;
    }
}
