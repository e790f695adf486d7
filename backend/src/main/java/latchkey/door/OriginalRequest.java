package latchkey.door;

import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import latchkey.region.LocalPath;

/**
 * The browser's original request, as described by the proxy's headers.
 *
 * @param uri the path and query, if the proxy names them
 * @param reads whether it can be repeated after a sign-in
 * @param navigates whether a page is opened, so that a login page can take its place
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

    /** Where the client returns to, if it is known and safe. */
    Optional<LocalPath> next() {
        return uri.filter(known -> reads).flatMap(LocalPath::of);
    }

    /** Whether the proxy guards the sign-in pages themselves: redirecting there would loop. */
    boolean wouldLoop() {
        return uri.filter(LocalPath::sendsOn).isPresent();
    }

    /** Browsers before 2023 don't say, but they ask for HTML only when opening a page. */
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
