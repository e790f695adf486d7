package latchkey.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether two addresses are one, typed wrong. */
final class AddressSimilarity {

    private static final int FURTHEST = 2;
    private static final int SHORTEST = 12;

    /** Where most clients have their mailbox. */
    private static final List<String> PROVIDERS = List.of(
            "gmail.com",
            "hotmail.com",
            "outlook.com",
            "yahoo.com",
            "icloud.com",
            "live.com",
            "bigpond.com",
            "optusnet.com.au",
            "xtra.co.nz",
            "aol.com",
            "comcast.net");

    private AddressSimilarity() {}

    /** One or two letters apart, or the same name at a domain that differs in its ending alone. */
    static boolean isLikely(String typed, String known) {
        if (typed.equals(known) || typed.indexOf('@') < 1) {
            return false;
        }
        boolean close = known.length() >= SHORTEST && distance(typed, known) <= FURTHEST;
        return close || (local(typed).equals(local(known)) && label(typed).equals(label(known)));
    }

    /** The provider that a domain is close to without being it: gmial.com for gmail.com. */
    static Optional<String> meant(String address) {
        String domain = address.substring(address.indexOf('@') + 1);
        return PROVIDERS.contains(domain)
                ? Optional.empty()
                : PROVIDERS.stream()
                        .filter(provider -> distance(domain, provider) <= (provider.length() > 8 ? FURTHEST : 1))
                        .findFirst();
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

    private static String local(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    /** The first part of the domain. */
    private static String label(String address) {
        String domain = address.substring(address.indexOf('@') + 1);
        return domain.indexOf('.') < 0 ? domain : domain.substring(0, domain.indexOf('.'));
    }
}
