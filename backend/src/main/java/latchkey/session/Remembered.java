package latchkey.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import latchkey.session.AccessTokens.Verified;

/**
 * Tokens that were verified lately, by digest: verifying ES256 costs half a millisecond, looking here a microsecond.
 * Holds the most recently used ones. For any thread.
 */
final class Remembered {

    private static final int MOST = 20_000;

    private final Map<String, Verified> tokens = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Verified> get(String digest) {
        return Optional.ofNullable(tokens.get(digest));
    }

    synchronized Verified put(String digest, Verified verified) {
        tokens.put(digest, verified);
        return verified;
    }
}
