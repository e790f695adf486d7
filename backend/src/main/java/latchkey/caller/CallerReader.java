package latchkey.caller;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import latchkey.session.SessionTokens;
import latchkey.web.Cookies;

/** Reads from a request who sent it. */
public final class CallerReader {

    private final Network network;
    private final SessionTokens tokens;

    public CallerReader(Network network, SessionTokens tokens) {
        this.network = network;
        this.tokens = tokens;
    }

    public Caller of(RoutingContext context) {
        return new Caller(
                network.of(context.request()),
                Objects.requireNonNullElse(context.request().getHeader("user-agent"), ""),
                Cookies.DEVICE.of(context).flatMap(tokens::openDevice),
                () -> !context.response().closed());
    }
}
