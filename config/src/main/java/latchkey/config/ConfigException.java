package latchkey.config;

/** A key that can't be used. The message is one sentence: the key, what is wrong with its value, what is allowed. */
public class ConfigException extends RuntimeException {

    public ConfigException(String key, String fault, String allowed) {
        super("Configuration: " + key + " " + fault + "; " + allowed + ".", null, false, false);
    }
}
