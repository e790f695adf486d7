package latchkey.config;

/** A value that never appears in a log or an error: {@link #toString} hides it. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "(secret)";
    }
}
