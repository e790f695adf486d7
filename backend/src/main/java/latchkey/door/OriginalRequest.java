package latchkey.door;

import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import latchkey.region.LocalPath;

/**
 * What a browser asked the proxy for, as the proxy's question tells.
 *
 * @param uri the path and query, if the proxy names them
 * @param reads whether it can be asked again after a sign-in
 * @param navigates whether a page is opened, so that a login page in its place is of use
 */
record OriginalRequest(Optional<String> uri, boolean reads, boolean navigates) {

    static OriginalRequest of(MultiMap headers) {
        return new OriginalRequest(
                first(headers, "x-forwarded-uri", "x-original-uri"),
                Set.of("GET", "HEAD")
                        .contains(first(headers, "x-forwarded-method", "x-original-method")
                                .orElse("GET")),
                isNavigation(headers));
    }

    /** Where the client comes back to, if it is known and safe to say. */
    Optional<LocalPath> next() {
        return uri.filter(known -> reads).flatMap(LocalPath::of);
    }

    /** Whether the proxy guards the very pages that sign in: to send there would be a circle. */
    boolean isInCircle() {
        return uri.filter(LocalPath::sendsOn).isPresent();
    }

    /** Browsers before 2023 don't tell, but only for a page do they ask for HTML. */
    private static boolean isNavigation(MultiMap headers) {
        return first(headers, "sec-fetch-mode")
                .map(mode -> mode.equals("navigate") && "document".equals(headers.get("sec-fetch-dest")))
                .orElseGet(() ->
                        Objects.requireNonNullElse(headers.get("accept"), "").contains("text/html")
                                && !headers.contains("x-requested-with"));
    }

    private static Optional<String> first(MultiMap headers, String... names) {
        return Stream.of(names).map(headers::get).filter(Objects::nonNull).findFirst();
    }
}
