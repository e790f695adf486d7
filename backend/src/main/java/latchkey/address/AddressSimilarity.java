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

/** Whether two addresses are one, typed wrong. */
public final class AddressSimilarity {

    private static final int FURTHEST = 2;
    private static final int SHORTEST = 12;
    private static final int SHORTEST_NAME = 4;
    private static final int SHORTEST_SCRAMBLED = 3;

    private static final String OWN = " *";

    private static final List<String> LINES = read("frequent-domains.txt");

    /** Where most clients have their mailbox, and what is like it without being a typing error. */
    private static final List<String> DOMAINS =
            LINES.stream().map(line -> line.replace(OWN, "")).toList();

    /** Those of which nobody else has the name with another ending. */
    private static final Set<String> OWNERS = LINES.stream()
            .filter(line -> line.endsWith(OWN))
            .map(line -> line.replace(OWN, ""))
            .collect(Collectors.toUnmodifiableSet());

    private AddressSimilarity() {}

    /** One or two letters apart, or the same name at a domain that differs in its ending alone. */
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
        return DOMAINS.contains(domain)
                ? Optional.empty()
                : DOMAINS.stream()
                        .filter(frequent -> isLonger(domain, frequent)
                                || isLonger(frequent, domain)
                                || isSlip(domain, frequent)
                                || (OWNERS.contains(frequent) && label(domain).equals(label(frequent))))
                        .min(Comparator.comparingInt(frequent -> distance(domain, frequent)));
    }

    /** By an ending of its own: gmail.com.au, optusnet.com. */
    private static boolean isLonger(String domain, String other) {
        return domain.startsWith(other + ".");
    }

    /** At most one slip before the first dot and one behind it; a shorter name could as well be somebody else's. */
    private static boolean isSlip(String domain, String frequent) {
        int slips = distance(label(domain), label(frequent));
        return domain.indexOf('.') < 0
                ? distance(domain, frequent) == 1
                : (slips <= (label(frequent).length() < SHORTEST_NAME ? 0 : 1)
                                || isScrambled(label(domain), label(frequent)))
                        && distance(ending(domain), ending(frequent)) <= 1;
    }

    /** The same letters in another order behind the first one, as fingers that are too quick type them: icould. */
    private static boolean isScrambled(String typed, String meant) {
        return typed.length() == meant.length()
                && typed.length() >= SHORTEST_SCRAMBLED
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

    private static List<String> read(String resource) {
        try (InputStream stream = AddressSimilarity.class.getResourceAsStream(resource)) {
            return new String(requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
