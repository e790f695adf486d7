package latchkey.mutants;

/** The list no longer fits the sources. */
final class StaleMutantException extends RuntimeException {

    StaleMutantException(String message) {
        super(message);
    }
}
