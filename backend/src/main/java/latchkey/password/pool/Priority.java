package latchkey.password.pool;

/** Whose password is hashed first when there are too many. */
public enum Priority {
    /** Sign-in from a browser that signed in to this account before. */
    KNOWN_DEVICE,
    /** Any other sign-in. */
    STRANGER,
    /** A password that is being set. */
    NEW_PASSWORD,
    /** A stronger hash of a password that was right; it can be made at the next sign-in just as well. */
    REHASH
}
