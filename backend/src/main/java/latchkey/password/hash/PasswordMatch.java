package latchkey.password.hash;

/** Whether a typed password is the one that was hashed. */
public enum PasswordMatch {
    WRONG,
    RIGHT,
    /** Right, but hashed with other parameters than the configured ones: renew the hash. */
    RIGHT_BUT_OUTDATED;

    public boolean isRight() {
        return this != WRONG;
    }
}
