package latchkey.password;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Words that a password must not contain, compared only by their letters and digits: {@code José} is in {@code JOSE-1}.
 */
record Words(List<String> folded) {

    /** Shorter words occur in too many good passwords by chance. */
    private static final int SHORTEST = 4;

    static Words of(Collection<String> words) {
        return of(words.stream());
    }

    /** The email addresses among the words, whole and without their domain. */
    static Words ofAddresses(Collection<String> words) {
        return of(words.stream()
                .filter(word -> word.indexOf('@') > 0)
                .flatMap(address -> Stream.of(address, address.substring(0, address.lastIndexOf('@')))));
    }

    /** Whether the password contains one of them. */
    boolean areIn(String password) {
        String text = fold(password);
        return folded.stream().anyMatch(word -> word.length() < SHORTEST ? text.equals(word) : text.contains(word));
    }

    private static Words of(Stream<String> words) {
        return new Words(words.map(Words::fold)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList());
    }

    /** Upper case first, since {@code ı} and {@code ſ} meet {@code i} and {@code s} only there. */
    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
