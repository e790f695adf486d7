package latchkey.address;

import java.util.Optional;

/**
 * A typed or pasted email address, without what people and programs leave around one: accepted, or refused with the
 * cause ({@code docs/decisions/055-one-address-and-nothing-else.md}).
 */
public sealed interface TypedAddress {

    record Accepted(EmailAddress email) implements TypedAddress {

        @Override
        public String text() {
            return email.value();
        }
    }

    record Refused(String text, AddressFault fault) implements TypedAddress {}

    static TypedAddress of(String typed) {
        if (typed.length() > EmailAddress.LONGEST_TYPED) {
            return new Refused(typed, AddressFault.TOO_LONG);
        }
        String bare = Wrapping.takenOff(typed);
        return EmailAddress.fault(bare)
                .<TypedAddress>map(fault -> new Refused(bare, fault))
                .orElseGet(() -> new Accepted(new EmailAddress(EmailAddress.normalised(bare))));
    }

    /** The address, or what is left of the text. */
    String text();

    default Optional<EmailAddress> address() {
        return this instanceof Accepted accepted ? Optional.of(accepted.email()) : Optional.empty();
    }

    default Optional<AddressFault> refusal() {
        return this instanceof Refused refused ? Optional.of(refused.fault()) : Optional.empty();
    }

    /** The same address at the frequent domain that was probably meant. */
    default Optional<EmailAddress> suggestion() {
        return text().indexOf('@') < 1
                ? Optional.empty()
                : AddressSimilarity.meant(text())
                        .flatMap(domain -> EmailAddress.parse(AddressSimilarity.local(text()) + "@" + domain));
    }
}
