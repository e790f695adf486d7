package latchkey.password.hash;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import latchkey.limit.Counters;
import latchkey.password.Password;
import latchkey.password.pool.Priority;

/**
 * A typed password that was counted as a guess.
 *
 * @param typed empty if the typed text can't be a password
 * @param counted the counters that the guess was taken from
 * @param cleared the names of the counters that it clears if it is right
 * @param wanted whether anybody still waits for the answer; called on any thread
 */
public record Guess(
        Optional<Password> typed, Counters counted, List<String> cleared, Priority priority, BooleanSupplier wanted) {

    /** The current password of somebody who is signed in. */
    public static Guess ofCurrent(Password typed, Counters counted, BooleanSupplier wanted) {
        return new Guess(Optional.of(typed), counted, counted.keys(), Priority.KNOWN_DEVICE, wanted);
    }

    public boolean isOf(Password other) {
        return typed.equals(Optional.of(other));
    }

    /** Another password under the same count. */
    public Guess of(Password other) {
        return new Guess(Optional.of(other), counted, cleared, priority, wanted);
    }
}
