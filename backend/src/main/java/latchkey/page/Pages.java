package latchkey.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import latchkey.region.Region;
import latchkey.region.Regions;

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

    /** The page as HTML in UTF-8, in the region's context, language variant and time zone. */
    public Buffer render(Region region, Page page) {
        return render(contexts.getOrDefault(region.code(), plain), page);
    }

    /** The page as HTML in UTF-8 for a host that is no region's. */
    public Buffer render(Page page) {
        return render(plain, page);
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
