package latchkey.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * The portal's cookies. The prefix {@code __Host-} binds each to exactly one host; browsers accept it on
 * {@code localhost} without TLS as well.
 */
public enum Cookies {
    SESSION("__Host-session"),
    DEVICE("__Host-device");

    private final String cookie;

    Cookies(String cookie) {
        this.cookie = cookie;
    }

    public Optional<String> of(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(cookie)).map(Cookie::getValue);
    }

    public Cookie with(String value, Duration age) {
        return Cookie.cookie(cookie, value)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(age.toSeconds());
    }

    /** Removes the cookie. */
    public Cookie expired() {
        return with("", Duration.ZERO);
    }
}
