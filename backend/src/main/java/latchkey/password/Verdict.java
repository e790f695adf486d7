package latchkey.password;

/** What became of a typed password. */
public enum Verdict {
    WRONG,
    RIGHT,
    /** Right, and its hash is weaker than the configuration asks for: replace it. */
    RIGHT_BUT_WEAK;

    public boolean isRight() {
        return this != WRONG;
    }
}
