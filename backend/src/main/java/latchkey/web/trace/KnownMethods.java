package latchkey.web.trace;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** HTTP methods that are told by their names: anybody can invent others, and each would be kept by itself. */
public final class KnownMethods {

    private static final Set<HttpMethod> ALL = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private KnownMethods() {}

    /** @param other what every method that is not known is called */
    public static String name(HttpMethod method, String other) {
        return ALL.contains(method) ? method.name() : other;
    }
}
