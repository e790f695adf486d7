package latchkey.sandbox.home;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The page of a client.
 *
 * @param account where the client changes the password and signs out
 */
public record HomePage(String givenName, String email, String account) {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HomePage.class.getClassLoader(), "latchkey.sandbox.mailbox");

    /** @param headers that Latchkey's check answered with */
    static HomePage of(MultiMap headers, URI portal) {
        return new HomePage(
                text(headers, "x-latchkey-given-name"), text(headers, "x-latchkey-email"), portal + "/account");
    }

    String html() {
        var output = new StringOutput();
        ENGINE.render("home.jte", this, output);
        return output.toString();
    }

    /** As decodeURIComponent has it: a plus is a plus. */
    private static String text(MultiMap headers, String name) {
        return URLDecoder.decode(headers.get(name).replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
