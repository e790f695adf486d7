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
import java.util.regex.Pattern;

/**
 * The passwords that are guessed first: the 30,000 most common in known breaches, with anything around them, and
 * patterns that zxcvbn finds as easy (keyboard rows, repetitions, dates).
 */
final class CommonPasswords {

    /** zxcvbn's worst case grows fast with the length: 5 s for 128 symbols. */
    private static final int MEASURED = 24;

    /** Fewer than a million guesses. */
    private static final int EASY = 2;

    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    private final Zxcvbn zxcvbn;
    private final Set<String> breached;

    /** Reads the dictionaries, which take 12 MB and, on cold code, 200 ms. */
    CommonPasswords() {
        try {
            List<Dictionary> dictionaries = StandardDictionaries.loadAllDictionaries();
            zxcvbn = new ZxcvbnBuilder()
                    .dictionaries(dictionaries)
                    .keyboards(StandardKeyboards.loadAllKeyboards())
                    .build();
            breached = passwords(dictionaries);
        } catch (IOException e) {
            throw new UncheckedIOException("The dictionaries of common passwords can't be read", e);
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

    boolean contains(String password) {
        String text = plain(password);
        return isBreached(password.toLowerCase(Locale.ROOT)) || isBreached(text) || isEasy(text);
    }

    private boolean isBreached(String text) {
        return breached.contains(text) || breached.contains(AROUND.matcher(text).replaceAll(""));
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
        return zxcvbn.measure(text).getScore();
    }

    /** Replaces symbols by the letters they look like; zxcvbn would try every combination, which takes seconds. */
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
}
