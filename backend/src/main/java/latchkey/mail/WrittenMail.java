package latchkey.mail;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mail as its reader sees it. The page {@code mail/WrittenMail.jte} shows it; {@link #text()} is the same for readers
 * without HTML.
 *
 * @param before paragraphs above the button
 * @param after paragraphs below it
 * @param closing small lines at the end: who wrote, and where to find a person
 */
public record WrittenMail(
        Locale locale,
        String builder,
        String region,
        String colour,
        String subject,
        String greeting,
        List<String> before,
        String button,
        String url,
        String urlHint,
        List<String> after,
        List<String> closing) {

    private static final String BLANK = "…";

    /** The mail without its token, which may be kept: a link with a token works for anybody who reads it. */
    public WrittenMail kept(MailKind kind) {
        String known = kind.hasToken() ? url.substring(0, url.lastIndexOf('/') + 1) + BLANK : url;
        return new WrittenMail(
                locale, builder, region, colour, subject, greeting, before, button, known, urlHint, after, closing);
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("locale", locale.toLanguageTag())
                .put("builder", builder)
                .put("region", region)
                .put("colour", colour)
                .put("subject", subject)
                .put("greeting", greeting)
                .put("before", new JsonArray(before))
                .put("button", button)
                .put("url", url)
                .put("urlHint", urlHint)
                .put("after", new JsonArray(after))
                .put("closing", new JsonArray(closing));
    }

    /** The reverse of {@link #toJson()}. */
    public static WrittenMail ofJson(JsonObject json) {
        return new WrittenMail(
                Locale.forLanguageTag(json.getString("locale")),
                json.getString("builder"),
                json.getString("region"),
                json.getString("colour"),
                json.getString("subject"),
                json.getString("greeting"),
                texts(json, "before"),
                json.getString("button"),
                json.getString("url"),
                json.getString("urlHint"),
                texts(json, "after"),
                texts(json, "closing"));
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name).stream().map(String.class::cast).toList();
    }

    /** The mail as plain text, its paragraphs unbroken: small screens break them best. */
    public String text() {
        return Stream.of(
                        Stream.of(greeting),
                        before.stream(),
                        Stream.of(button + ":\n" + url),
                        after.stream(),
                        Stream.of("--\n" + String.join("\n", closing)))
                .flatMap(paragraphs -> paragraphs)
                .collect(Collectors.joining("\n\n", "", "\n"));
    }
}
