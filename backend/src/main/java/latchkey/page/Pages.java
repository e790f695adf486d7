package latchkey.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.web.Refusal;
import latchkey.web.Reply;

/**
 * Renders the pages of the client portal in the look of a region ({@code docs/decisions/050-typed-pages.md}). For any
 * thread.
 */
public final class Pages {

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "latchkey.template");
    private final Map<String, PageContext> contexts = new LinkedHashMap<>();
    private final PageContext plain;

    /** @param builder the home builder's name, as clients read it */
    public Pages(String builder, Regions regions, Assets assets) {
        for (Region region : regions.all()) {
            contexts.put(region.code(), PageContext.of(builder, region, assets.brand(region)));
        }
        this.plain = PageContext.plain(builder, assets.plainBrand());
    }

    /** The page in the look of the region that was asked for. */
    public Reply reply(RoutingContext request, int status, Page page) {
        return Reply.page(status, render(context(request), page));
    }

    /** The same with a message above it, if there is one. */
    public Reply reply(RoutingContext request, Page page, Optional<Banner> banner) {
        PageContext context = context(request);
        return Reply.page(200, render(banner.map(context::with).orElse(context), page));
    }

    /** A form again, with what the reader has to correct. */
    public Reply faulty(RoutingContext request, int status, Page form, Fault... faults) {
        return Reply.page(status, render(context(request).with(List.of(faults)), form));
    }

    /**
     * A form again, with a refusal above it: the sentence whose key ends with the refusal's name. A failure for which
     * the form has no sentence is passed on to the failure handler.
     */
    public Future<Reply> refused(RoutingContext request, Page form, Throwable failure, String... sentences) {
        return failure instanceof Refusal refusal
                ? Stream.of(sentences)
                        .filter(key -> key.endsWith("." + refusal.name()))
                        .findFirst()
                        .map(key -> Future.succeededFuture(refused(request, form, refusal, key)))
                        .orElseGet(() -> Future.failedFuture(failure))
                : Future.failedFuture(failure);
    }

    /** A form again, with a message above it that explains why it wasn't accepted. */
    public Reply warned(RoutingContext request, int status, Page form, Banner banner) {
        return Reply.page(status, render(context(request).with(banner), form));
    }

    private Reply refused(RoutingContext request, Page form, Refusal refusal, String key) {
        return warned(request, refusal.status(), form, Banner.of(refusal, key))
                .header("retry-after", Integer.toString(refusal.retryAfterSeconds()));
    }

    /** The page as HTML in UTF-8, in the region's words, times and colours. */
    public Buffer render(Region region, Page page) {
        return render(context(region), page);
    }

    /** The same with a message above it. */
    public Buffer render(Region region, Page page, Banner banner) {
        return render(context(region).with(banner), page);
    }

    /** A form as HTML in UTF-8, with what the reader has to correct. */
    public Buffer render(Region region, Page form, List<Fault> faults) {
        return render(context(region).with(faults), form);
    }

    /** The page as HTML in UTF-8 for a host of no region. */
    public Buffer render(Page page) {
        return render(plain, page);
    }

    private PageContext context(RoutingContext request) {
        return PortalRegion.find(request).map(this::context).orElse(plain);
    }

    private PageContext context(Region region) {
        return contexts.getOrDefault(region.code(), plain);
    }

    private Buffer render(PageContext context, Page page) {
        var output = new Utf8ByteOutput();
        templates.render(template(page.getClass()), Map.of("context", context, "page", page), output);
        return Buffer.buffer(output.toByteArray());
    }

    private static String template(Class<? extends Page> page) {
        String feature = page.getPackageName().substring("latchkey.".length()).replace('.', '/');
        return feature + "/" + page.getSimpleName() + ".jte";
    }
}
