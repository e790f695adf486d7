package latchkey.link;

import java.util.Optional;
import java.util.UUID;
import latchkey.key.Ids;
import latchkey.key.Seal;

/**
 * The token in a one-time link: the link's id, sealed for its purpose and region. It is made when a mail is rendered
 * and stored nowhere (docs/decisions/001-links-are-derived.md).
 */
public final class LinkTokens {

    private static final int LENGTH = Seal.length(Ids.BYTES);

    private final Seal seal;

    public LinkTokens(Seal seal) {
        this.seal = seal;
    }

    /** @param region the region's code, or {@code staff} */
    public String token(Purpose purpose, String region, UUID id) {
        return seal.seal(Ids.bytes(id), "link", purpose.code(), region);
    }

    /**
     * The link's id, if the token was made for this purpose and region. Says nothing of whether the link still works.
     *
     * @param token possibly with trailing text, since mail programs include adjacent characters in a link
     */
    public Optional<UUID> open(Purpose purpose, String region, String token) {
        String alone = token.substring(0, Math.min(LENGTH, token.length()));
        return seal.open(alone, Ids.BYTES, "link", purpose.code(), region).map(Ids::of);
    }
}
