package latchkey.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Format;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The builder's own sentences for one region, which replace those of the bundles. Immutable.
 *
 * @param sentences by the bundle and the key: {@code mail.invitation.subject}
 */
public record OwnTexts(Map<String, String> sentences) {

    /** Emails to staff, and what staff read about emails: no client sees them. */
    private static final Pattern FOR_STAFF = Pattern.compile("mail\\.(staff-|not-sent|trouble)");

    public static final OwnTexts NONE = new OwnTexts(Map.of());

    /** What is wrong with a file, in words that follow its name. */
    public static final class WrongText extends RuntimeException {

        private final String words;

        WrongText(String words) {
            super(words, null, false, false);
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public OwnTexts {
        sentences = Map.copyOf(sentences);
    }

    /**
     * Reads a properties file in UTF-8. An apostrophe in it is just an apostrophe.
     *
     * @throws WrongText saying what is wrong, and with which sentence
     */
    public static OwnTexts read(Path file) throws IOException {
        var typed = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            typed.load(reader);
        } catch (IllegalArgumentException _) {
            throw new WrongText("has a backslash with no valid character after it");
        }
        var sentences = new TreeMap<String, String>();
        typed.stringPropertyNames()
                .forEach(name -> sentences.put(
                        name, checked(name, typed.getProperty(name).replace("'", "''"))));
        return new OwnTexts(sentences);
    }

    Optional<String> of(String bundle, String key) {
        return Optional.ofNullable(sentences.get(bundle + "." + key));
    }

    /** Checked when the file is read: a sentence that fails on a page would be found too late. */
    private static String checked(String name, String sentence) {
        String[] parts = name.split("\\.", 2);
        if (parts.length < 2
                || !parts[0].matches("mail|portal|times")
                || FOR_STAFF.matcher(name).lookingAt()
                || !Texts.of(parts[0], Locale.ROOT).has(parts[1])) {
            throw new WrongText("has a sentence that Latchkey doesn't know: " + name);
        }
        if (sentence.isBlank()) {
            throw new WrongText("is empty for " + name);
        }
        if (parts[1].equals("language") && !sentence.matches("[a-z]{2,3}")) {
            throw new WrongText("needs the code of a language, such as fr, for " + name);
        }
        Format[] ours = Texts.of(parts[0], Locale.ROOT).arguments(parts[1]);
        Format[] own = arguments(name, sentence);
        if (own.length > ours.length) {
            throw new WrongText("has a number in " + name + " that has no meaning there");
        }
        for (int i = 0; i < own.length; i++) {
            if (own[i] != null && ours[i] == null) {
                throw new WrongText("has more than a number in braces in " + name);
            }
        }
        return sentence;
    }

    private static Format[] arguments(String name, String sentence) {
        try {
            return new MessageFormat(sentence, Locale.ROOT).getFormatsByArgumentIndex();
        } catch (IllegalArgumentException _) {
            throw new WrongText("has a brace without a number in " + name);
        }
    }
}
