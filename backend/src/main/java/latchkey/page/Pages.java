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
    private final Map<String, Look> looks = new LinkedHashMap<>();
    private final Look plain;

    /** @param builder the home builder's name, as clients read it */
    public Pages(String builder, Regions regions, Assets assets) {
        for (Region region : regions.all()) {
            looks.put(region.code(), Look.of(builder, region, assets.brand(region)));
        }
        this.plain = Look.plain(builder, assets.plainBrand());
    }

    /** The page as HTML in UTF-8, in the region's look, language variant and time zone. */
    public Buffer render(Region region, Page page) {
        return render(looks.getOrDefault(region.code(), plain), page);
    }

    /** The page as HTML in UTF-8 for a host that is no region's. */
    public Buffer render(Page page) {
        return render(plain, page);
    }

    private Buffer render(Look look, Page page) {
        var output = new Utf8ByteOutput();
        templates.render(template(page.getClass()), Map.of("look", look, "page", page), output);
        return Buffer.buffer(output.toByteArray());
    }

    private static String template(Class<? extends Page> page) {
        String feature = page.getPackageName().substring("latchkey.".length()).replace('.', '/');
        return feature + "/" + page.getSimpleName() + ".jte";
    }
}
