package latchkey.sandbox.mailbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import latchkey.web.Failures;
import latchkey.web.Routes;
import latchkey.web.SameSite;

/** The mailbox's pages, and {@code /messages} for programs. Answers only under this machine's own names. */
final class MailboxRoutes {

    static final String CHANGED = "mailbox-changed";

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final String PAGE_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; "
            + "connect-src 'self'; frame-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";
    // A mail is a stranger's page: it may show itself and open links in new tabs, nothing else.
    private static final String MAIL_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; "
            + "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; frame-ancestors 'self'";

    private final Vertx vertx;
    private final Mails mails;
    private final MailboxPages pages = new MailboxPages();

    MailboxRoutes(Vertx vertx, Mails mails) {
        this.vertx = vertx;
        this.mails = mails;
    }

    Router router() {
        Router router = Routes.router(vertx, Failures::answer);
        router.route().handler(MailboxRoutes::guard);
        router.route().handler(new SameSite());
        router.get("/").handler(this::list);
        router.get("/mail/:id").handler(this::mail);
        router.get("/mail/:id/html").handler(this::html);
        router.post("/delete").handler(this::deleteAndReturn);
        router.get("/messages").handler(this::messages);
        router.delete("/messages").handler(this::delete);
        router.get("/changes").handler(this::changes);
        file(router, "/mailbox.css", "text/css; charset=utf-8");
        file(router, "/mailbox.js", "text/javascript; charset=utf-8");
        file(router, "/favicon.svg", "image/svg+xml");
        return router;
    }

    // A page elsewhere that resolves to this machine can't read mails.
    private static void guard(RoutingContext ctx) {
        ctx.response().putHeader("Content-Security-Policy", PAGE_POLICY).putHeader("Cache-Control", "no-store");
        if (isLocal(ctx)) {
            ctx.next();
        } else {
            ctx.response().setStatusCode(421).end("The mailbox answers localhost only.");
        }
    }

    private static boolean isLocal(RoutingContext ctx) {
        var authority = ctx.request().authority();
        String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        return LOCAL.contains(host) || host.endsWith(".localhost");
    }

    /** A query parameter, or an empty text. */
    private static String parameter(RoutingContext ctx, String name) {
        return ctx.queryParam(name).stream().findFirst().orElse("");
    }

    private void list(RoutingContext ctx) {
        String to = parameter(ctx, "to");
        page(ctx, pages.list(mails.to(to), to));
    }

    private void mail(RoutingContext ctx) {
        var shown = MailView.of(parameter(ctx, "show"));
        boolean dark = parameter(ctx, "scheme").equals("dark");
        mails.find(ctx.pathParam("id"))
                .ifPresentOrElse(
                        mail -> vertx.executeBlocking(() -> pages.mail(mail, shown, mails.source(mail), dark))
                                .onSuccess(page -> page(ctx, page))
                                .onFailure(ctx::fail),
                        () -> ctx.response()
                                .setStatusCode(303)
                                .putHeader("Location", "/")
                                .end());
    }

    private void html(RoutingContext ctx) {
        String html = mails.find(ctx.pathParam("id")).map(CapturedMail::html).orElse("");
        ctx.response().putHeader("Content-Security-Policy", MAIL_POLICY);
        page(ctx, withLinksInNewTabs(html));
    }

    private void messages(RoutingContext ctx) {
        var items = new JsonArray();
        mails.to(parameter(ctx, "to")).forEach(mail -> items.add(mail.toJson()));
        ctx.json(JsonObject.of("items", items));
    }

    private void delete(RoutingContext ctx) {
        vertx.executeBlocking(this::clear)
                .onSuccess(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private void deleteAndReturn(RoutingContext ctx) {
        vertx.executeBlocking(this::clear)
                .onSuccess(done -> ctx.response()
                        .setStatusCode(303)
                        .putHeader("Location", "/")
                        .end())
                .onFailure(ctx::fail);
    }

    private boolean clear() throws java.io.IOException {
        mails.clear();
        return true;
    }

    private void changes(RoutingContext ctx) {
        var response = ctx.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        var consumer = vertx.eventBus().localConsumer(CHANGED, message -> response.write("data: changed\n\n"));
        response.closeHandler(closed -> consumer.unregister());
        response.write(": open\n\n");
    }

    private void file(Router router, String path, String type) {
        Buffer content = vertx.fileSystem().readFileBlocking("mailbox" + path);
        router.get(path)
                .handler(ctx -> ctx.response().putHeader("Content-Type", type).end(content));
    }

    private static void page(RoutingContext ctx, String html) {
        ctx.response().putHeader("Content-Type", "text/html; charset=utf-8").end(html);
    }

    // After the start of the head, not before the doctype, so that the mail is shown in the mode that it asks for.
    static String withLinksInNewTabs(String html) {
        String base = "<base target=\"_blank\">";
        return html.matches("(?is).*<head[^>]*>.*")
                ? html.replaceFirst("(?is)(<head[^>]*>)", "$1" + base)
                : base + html;
    }
}
