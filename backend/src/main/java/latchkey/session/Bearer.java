package latchkey.session;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The token of an {@code Authorization: Bearer} header (RFC 6750). */
public final class Bearer {

    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 4096;

    private Bearer() {}

    public static Optional<String> of(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("authorization"))
                .filter(header -> header.length() < LONGEST)
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }
}
