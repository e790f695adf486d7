package latchkey.address;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether one address is a mistyping of the other. */
public final class AddressSimilarity {

    // Distances and lengths, counted in letters.
    private static final int FURTHEST = 2;
    private static final int SHORTEST = 12;
    private static final int SHORTEST_NAME = 5;
    private static final int SHORTEST_OWN_NAME = 4;
    private static final int SHORTEST_SWAPPED = 3;

    /**
     * Where many clients have their mailbox.
     *
     * @param isOwn whether the name belongs to one provider under every ending
     * @param isWord whether the name is an everyday word, and many have one that is like it
     */
    private record Frequent(String domain, boolean isOwn, boolean isWord) {

        static Frequent of(String line) {
            return new Frequent(line.split(" ", 2)[0], line.endsWith(" *"), line.endsWith(" ="));
        }

        /** Not for short names: a similar one could just as well be somebody else's. */
        boolean hasSlips() {
            return !isWord && label(domain).length() >= (isOwn ? SHORTEST_OWN_NAME : SHORTEST_NAME);
        }
    }

    private static final List<Frequent> FREQUENT =
            read("frequent-domains.txt").map(Frequent::of).toList();

    /** Never a typing error, however similar to a frequent domain. */
    private static final Set<String> KNOWN = Stream.concat(
                    FREQUENT.stream().map(Frequent::domain), read("other-domains.txt"))
            .collect(Collectors.toUnmodifiableSet());

    /** Colombia's, which companies use where {@code .com} is taken. */
    private static final String SHORT_ENDING = ".co";

    private AddressSimilarity() {}

    /** One or two letters apart, or the same name at a domain that differs only in its ending. */
    public static boolean isLikely(String typed, String known) {
        if (typed.equals(known) || typed.indexOf('@') < 1) {
            return false;
        }
        boolean close = known.length() >= SHORTEST && distance(typed, known) <= FURTHEST;
        return close || (local(typed).equals(local(known)) && label(typed).equals(label(known)));
    }

    /** The frequent domain that an address's domain is a typing error of: gmail.com for gmial.con or gmail.com.au. */
    public static Optional<String> meant(String address) {
        String domain = domain(address);
        return KNOWN.contains(domain)
                ? Optional.empty()
                : FREQUENT.stream()
                        .filter(frequent -> isMeant(domain, frequent))
                        .map(Frequent::domain)
                        .min(Comparator.comparingInt(frequent -> distance(domain, frequent)));
    }

    private static boolean isMeant(String domain, Frequent frequent) {
        if (frequent.isWord()) {
            return label(domain).equals(label(frequent.domain()))
                    && !ending(domain).equals(SHORT_ENDING)
                    && distance(ending(domain), ending(frequent.domain())) <= 1;
        }
        return isLonger(domain, frequent.domain())
                || isLonger(frequent.domain(), domain)
                || isSlip(domain, frequent)
                || (frequent.isOwn() && label(domain).equals(label(frequent.domain())));
    }

    /** Longer by a further ending: gmail.com.au for gmail.com. */
    private static boolean isLonger(String domain, String other) {
        return domain.startsWith(other + ".");
    }

    /** At most one slip before the first dot and one behind it, or dots left out. */
    private static boolean isSlip(String domain, Frequent frequent) {
        String meant = frequent.domain();
        return domain.indexOf('.') < 0
                ? distance(domain, meant) == 1 || domain.equals(meant.replace(".", ""))
                : isSlipOfName(label(domain), label(meant), frequent.hasSlips())
                        && distance(ending(domain), ending(meant)) <= 1;
    }

    private static boolean isSlipOfName(String typed, String meant, boolean hasSlips) {
        return typed.equals(meant)
                || (hasSlips && (distance(typed, meant) == 1 || isScrambled(typed, meant)))
                || (typed.length() >= SHORTEST_SWAPPED && distance(typed, meant) == 1 && isScrambled(typed, meant));
    }

    /** The same first letter and the rest in another order, as fast fingers type them: icould. */
    private static boolean isScrambled(String typed, String meant) {
        return typed.length() == meant.length()
                && typed.charAt(0) == meant.charAt(0)
                && Arrays.equals(
                        typed.chars().sorted().toArray(), meant.chars().sorted().toArray());
    }

    /** Letters to add, drop, replace or swap with their neighbour to come from one to the other. */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > FURTHEST) {
            return Integer.MAX_VALUE;
        }
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        Arrays.setAll(last, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, replaced);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }

    static String local(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    private static String label(String address) {
        return domain(address).split("\\.", 2)[0];
    }

    private static String ending(String domain) {
        return domain.substring(label(domain).length());
    }

    private static Stream<String> read(String resource) {
        try (InputStream stream = AddressSimilarity.class.getResourceAsStream(resource)) {
            return new String(requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
