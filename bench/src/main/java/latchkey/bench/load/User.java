package latchkey.bench.load;

/** Somebody who sends one request after another, each depending on what was answered before, or on nothing. */
@FunctionalInterface
public interface User {

    Request next();

    default void answered(Answer answer) {}
}
