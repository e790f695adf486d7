package latchkey.bench.load;

/** Sends one request after another, each of which may depend on the answer before. */
@FunctionalInterface
public interface User {

    Request next();

    default void answered(Answer answer) {}
}
