package latchkey.login;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import latchkey.caller.Caller;
import latchkey.caller.CallerReader;
import latchkey.page.Banner;
import latchkey.page.Pages;
import latchkey.password.pool.Busy;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.pool.Priority;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.web.Answering;
import latchkey.web.Reply;

/**
 * Turns away who can't be signed in in time before the body is read and the database asked: in a login storm most are
 * refused, and a refusal must cost next to nothing. A browser that signed in before gets ahead of strangers. Stands
 * before the handler of bodies. See docs/decisions/011-a-login-storm.md.
 */
public final class FullHouse {

    private final PasswordHasher hasher;
    private final CallerReader callers;
    private final Pages pages;
    private final ConcurrentHashMap<String, Buffer> rendered = new ConcurrentHashMap<>();

    public FullHouse(PasswordHasher hasher, CallerReader callers, Pages pages) {
        this.hasher = hasher;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        router.post("/login")
                .handler(context -> refusal(context)
                        .ifPresentOrElse(
                                busy -> Answering.now(ignored -> page(context, busy))
                                        .handle(context),
                                context::next));
        router.post("/api/v1/session")
                .handler(context -> refusal(context).ifPresentOrElse(context::fail, context::next));
    }

    private Optional<Busy> refusal(RoutingContext context) {
        return hasher.refusal(expected(callers.of(context)));
    }

    /** Whether a genuine cookie is of this account is only known once the account was read. */
    static Priority expected(Caller caller) {
        return caller.device().isPresent() ? Priority.KNOWN_DEVICE : Priority.STRANGER;
    }

    /** The page depends on nothing else: a few regions, and at most half a minute. */
    private Reply page(RoutingContext context, Busy busy) {
        Region region = PortalRegion.of(context);
        int seconds = busy.retryAfterSeconds();
        Buffer page = rendered.computeIfAbsent(
                region.code() + " " + seconds,
                first -> pages.render(region, new LoginPage("", Optional.empty()), Banner.of(busy, "login.busy")));
        return Reply.page(503, page).header("retry-after", Integer.toString(seconds));
    }
}
