package latchkey.mail;

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
