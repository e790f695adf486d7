package latchkey.admin.contact.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import latchkey.admin.ui.Texts;
import org.junit.jupiter.api.Test;

/** Each kind of mail that clients are sent has a name in the list of those that were. */
class MailNamesTest {

    private static final Path KINDS = Path.of("../backend/src/main/java/latchkey/mail/MailKind.java");
    private static final Path DOCUMENT = Path.of("../backend/src/main/resources/openapi/staff.yaml");
    private static final Pattern KIND = Pattern.compile("^    ([A-Z_]+)\\(\"", Pattern.MULTILINE);

    @Test
    void every_mail_to_a_client_has_a_name() throws IOException {
        assertThat(ofClients())
                .hasSizeGreaterThan(5)
                .allSatisfy(kind -> assertThat(Texts.text("mails." + kind))
                        .as("mails.%s in the admin UI's messages", kind)
                        .isNotBlank());
    }

    @Test
    void the_staff_api_s_document_names_them() throws IOException {
        String document = Files.readString(DOCUMENT);
        String mail = document.substring(document.indexOf("\n    SentMail:"), document.indexOf("\n    MailList:"));
        assertThat(mail).contains(ofClients());
    }

    private static List<String> ofClients() throws IOException {
        return KIND.matcher(Files.readString(KINDS))
                .results()
                .map(kind -> kind.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(kind -> !kind.startsWith("staff-"))
                .toList();
    }
}
