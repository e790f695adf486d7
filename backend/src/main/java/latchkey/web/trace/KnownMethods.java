package latchkey.web.trace;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** HTTP methods that are reported by name; clients can invent others, and each would become a series of its own. */
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

    /** @param other the name for every unknown method */
    public static String name(HttpMethod method, String other) {
        return ALL.contains(method) ? method.name() : other;
    }
}
