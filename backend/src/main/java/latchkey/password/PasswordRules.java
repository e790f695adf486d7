package latchkey.password;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.config.Settings;

/**
 * Which passwords can be set: long enough, not known to be common, without the names that anybody would try first. No
 * rule of composition (NIST SP 800-63B-4, ASVS 6.2). For any thread; a check takes a few milliseconds at most.
 */
public final class PasswordRules {

    private final int minimum;
    private final Words builder;
    private final Words regions;
    private final CommonPasswords common = new CommonPasswords();

    /** Reads the dictionaries, and so takes its time: not for an event loop. */
    public PasswordRules(Settings settings) {
        minimum = settings.number("password.minimum-length", Password.SHORTEST, 64);
        builder = Words.of(List.of(settings.text("builder")));
        regions = Words.of(settings.regions().stream()
                .map(code -> settings.text("regions." + code + ".name"))
                .toList());
    }

    /** The minimum number of characters, for the hint beside the field. */
    public int minimum() {
        return minimum;
    }

    /** @param personalWords the person's email address, given name and family name */
    public Checked check(String typed, Collection<String> personalWords) {
        if (Password.isBeyondLimit(typed)) {
            return new Checked.Refused(Reason.TOO_LONG);
        }
        if (!Password.isText(typed)) {
            return new Checked.Refused(Reason.INVALID);
        }
        String text = Password.normalise(typed);
        return lengthFault(text)
                .or(() -> nameFault(text, personalWords))
                .or(() -> common.contains(text) ? Optional.of(Reason.COMMON) : Optional.empty())
                .<Checked>map(Checked.Refused::new)
                .orElseGet(() -> new Checked.Accepted(new Password(text)));
    }

    private Optional<Reason> lengthFault(String text) {
        int length = Password.length(text);
        if (length < minimum) {
            return Optional.of(length == 0 ? Reason.MISSING : Reason.TOO_SHORT);
        }
        return length > Password.LONGEST ? Optional.of(Reason.TOO_LONG) : Optional.empty();
    }

    private Optional<Reason> nameFault(String text, Collection<String> personalWords) {
        if (Words.ofAddresses(personalWords).areIn(text)) {
            return Optional.of(Reason.HAS_EMAIL);
        }
        if (Words.of(personalWords).areIn(text)) {
            return Optional.of(Reason.HAS_NAME);
        }
        return Stream.of(Reason.HAS_BUILDER, Reason.HAS_REGION)
                .filter(reason -> (reason == Reason.HAS_BUILDER ? builder : regions).areIn(text))
                .findFirst();
    }
}
