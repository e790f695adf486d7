package latchkey.admin.frame;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.Browser;

/** The browser of a request, and the cookie by which the backend recognises it at the next sign-in. */
public final class CurrentBrowser {

    private static final String COOKIE = "__Host-device";
    private static final Duration AGE = Duration.ofDays(400);

    private CurrentBrowser() {}

    public static Browser of(VaadinRequest request) {
        return new Browser(
                addresses(request),
                Objects.requireNonNullElse(request.getHeader("User-Agent"), ""),
                device(request.getCookies()));
    }

    /** Keeps the token from a sign-in. It opens nothing, so signing out leaves it in place. */
    public static void remember(VaadinResponse response, String device) {
        var cookie = new Cookie(COOKIE, device);
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Strict");
        cookie.setMaxAge(Math.toIntExact(AGE.toSeconds()));
        response.addCookie(cookie);
    }

    private static String addresses(VaadinRequest request) {
        var lines = Collections.list(request.getHeaders("X-Forwarded-For"));
        return Stream.concat(lines.stream(), Stream.of(request.getRemoteAddr())).collect(Collectors.joining(", "));
    }

    private static Optional<String> device(Cookie[] cookies) {
        return Stream.ofNullable(cookies)
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst();
    }
}
