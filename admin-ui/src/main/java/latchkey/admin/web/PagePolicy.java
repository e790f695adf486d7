package latchkey.admin.web;

import com.vaadin.flow.server.communication.IndexHtmlRequestListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import latchkey.admin.ui.Appearance;

/** Gives each page a nonce for its scripts, and the chosen light or dark look before its first paint. */
final class PagePolicy implements IndexHtmlRequestListener {

    // Vaadin's client evaluates expressions from the server, so it needs 'unsafe-eval'.
    private static final String POLICY = """
            default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; \
            img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; \
            form-action 'self'; frame-ancestors 'none'""";

    private final SecureRandom random = new SecureRandom();

    @Override
    public void modifyIndexHtmlResponse(IndexHtmlResponse page) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        page.getDocument().select("script").attr("nonce", nonce);
        page.getVaadinResponse().setHeader("Content-Security-Policy", POLICY.replace("{nonce}", nonce));
        Appearance look = Appearance.chosen(page.getVaadinRequest().getCookies());
        if (look != Appearance.SYSTEM) {
            page.getDocument()
                    .getElementsByTag("html")
                    .attr("style", "color-scheme: " + look.scheme())
                    .attr("theme", look.scheme());
        }
    }
}
