package latchkey.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

/**
 * The passwords that are guessed first: the 30,000 most common in known breaches, with whatever people put around them,
 * and patterns as easy to guess (keyboard rows, repetitions, dates), by zxcvbn.
 */
final class CommonPasswords {

    /** zxcvbn's worst case grows fast with the length: 5 s for 128 symbols. */
    private static final int MEASURED = 24;

    /** Fewer than a million guesses. */
    private static final int EASY = 2;

    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    private final FutureTask<Known> known = new FutureTask<>(Known::read);

    /** Reads the dictionaries, which takes 200 ms on cold code, unless that is done; throws what is wrong with them. */
    void load() {
        var _ = known();
    }

    boolean contains(String password) {
        String text = plain(password);
        return isBreached(password.toLowerCase(Locale.ROOT)) || isBreached(text) || isEasy(text);
    }

    private boolean isBreached(String text) {
        Set<String> breached = known().breached();
        return breached.contains(text) || breached.contains(AROUND.matcher(text).replaceAll(""));
    }

    private Known known() {
        known.run();
        try {
            return known.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("The dictionaries of common passwords could not be read", e);
        }
    }

    /** A long password is as good as the better of its ends. */
    private boolean isEasy(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= MEASURED) {
            return score(text) < EASY;
        }
        String start = text.substring(0, text.offsetByCodePoints(0, MEASURED));
        String end = text.substring(text.offsetByCodePoints(text.length(), -MEASURED));
        return score(start) < EASY && score(end) < EASY;
    }

    private int score(String text) {
        return known().zxcvbn().measure(text).getScore();
    }

    /** Symbols as the letters that they stand for; zxcvbn tries every combination, which takes it seconds. */
    private static String plain(String password) {
        return password.toLowerCase(Locale.ROOT)
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i')
                .replace('|', 'l')
                .replace('+', 't')
                .replace('%', 'x')
                .replaceAll("[({\\[<]", "c");
    }

    /** Both on the same dictionaries, which take 12 MB. */
    private record Known(Zxcvbn zxcvbn, Set<String> breached) {

        static Known read() {
            try {
                List<Dictionary> dictionaries = StandardDictionaries.loadAllDictionaries();
                return new Known(
                        new ZxcvbnBuilder()
                                .dictionaries(dictionaries)
                                .keyboards(StandardKeyboards.loadAllKeyboards())
                                .build(),
                        passwords(dictionaries));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Set<String> passwords(List<Dictionary> dictionaries) {
            return dictionaries.stream()
                    .filter(dictionary -> dictionary.getName().equals(StandardDictionaries.PASSWORDS))
                    .findFirst()
                    .orElseThrow()
                    .getRankedDictionary()
                    .keySet();
        }
    }
}
