package latchkey.password.hash;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latchkey.password.hash.Argon2.Parameters;

/** An Argon2id hash as a PHC string: {@code $argon2id$v=19$m=7168,t=5,p=1$salt$tag}, base64 without padding. */
record Phc(Parameters parameters, String encodedSalt, String encodedTag) {

    static final int SALT_BYTES = 16;
    static final int TAG_BYTES = 32;

    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    static Phc of(Parameters parameters, byte[] salt, byte[] tag) {
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return new Phc(parameters, encoder.encodeToString(salt), encoder.encodeToString(tag));
    }

    /** Empty for anything but an Argon2id hash of version 1.3 at a cost that Latchkey would pay. */
    static Optional<Phc> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()
                || matcher.group(4).length() % 4 == 1
                || matcher.group(5).length() % 4 == 1) {
            return Optional.empty();
        }
        var parameters = new Parameters(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        return isPayable(parameters)
                ? Optional.of(new Phc(parameters, matcher.group(4), matcher.group(5)))
                : Optional.empty();
    }

    byte[] salt() {
        return Base64.getDecoder().decode(encodedSalt);
    }

    byte[] tag() {
        return Base64.getDecoder().decode(encodedTag);
    }

    private static boolean isPayable(Parameters parameters) {
        return parameters.parallelism() >= 1
                && parameters.parallelism() <= Parameters.MOST_LANES
                && parameters.memoryKib() >= 8 * parameters.parallelism()
                && parameters.memoryKib() <= Parameters.MOST_MEMORY_KIB
                && parameters.iterations() >= 1
                && parameters.iterations() <= Parameters.MOST_ITERATIONS;
    }

    @Override
    public String toString() {
        return "$argon2id$v=19$" + parameters + "$" + encodedSalt + "$" + encodedTag;
    }
}
