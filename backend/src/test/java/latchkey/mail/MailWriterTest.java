package latchkey.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.address.EmailAddress;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.link.LinkTokens;
import latchkey.link.Purpose;
import latchkey.mail.DueMail.DueLink;
import latchkey.region.Regions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MailWriterTest {

    private static final UUID LINK = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final Settings SETTINGS = Settings.read(Map.of(
                    "LATCHKEY_SECRET", "a secret for tests, longer than 32 bytes",
                    "LATCHKEY_MAIL_URL", "smtp://localhost"))
            .with(Map.of(
                    "regions.de.name", "Deutschland",
                    "regions.de.url", "https://de.latchkey.example",
                    "regions.de.locale", "en-DE",
                    "regions.de.zone", "Europe/Berlin",
                    "regions.de.sender", "Häuser <portal@de.latchkey.example>",
                    "regions.de.support", "+49 30 000000"));
    private static final Regions REGIONS = new Regions(SETTINGS);
    private static final LinkTokens TOKENS = new LinkTokens(new Seal(new Keyring(SETTINGS)));
    private static final MailWriter WRITER = new MailWriter(SETTINGS, REGIONS, TOKENS);

    static Stream<Arguments> every_kind_in_every_region() {
        return REGIONS.all().stream()
                .flatMap(region -> Stream.of(MailKind.values()).map(kind -> Arguments.of(kind, region.code())));
    }

    @ParameterizedTest
    @MethodSource("every_kind_in_every_region")
    void every_letter_says_who_writes_and_what_to_do(MailKind kind, String region) throws Exception {
        DueMail mail = mail(kind, region, "Robin", "");
        WrittenMail written = write(mail);
        String html = MailWriter.html(written);
        show(kind + "-" + region, html);

        assertThat(written.text())
                .startsWith("Hello Robin,\n\n")
                .contains("Latchkey Homes", written.button() + ":\n" + written.url() + "\n")
                .doesNotContain("{", "null", "\r");
        assertThat(html)
                .contains("Hello Robin,", "<title>" + written.subject() + "</title>", "href=\"" + written.url() + "\"")
                .contains("lang=\"" + REGIONS.of(region).orElseThrow().locale().toLanguageTag() + "\"")
                .doesNotContain("null")
                .as("Outlook draws tables, and filters of spam mark down what is hidden")
                .contains("<td bgcolor=", "mso-padding-alt")
                .doesNotContain("display: none");
        assertThat(Stream.concat(written.before().stream(), written.after().stream()))
                .allSatisfy(paragraph -> assertThat(html).contains(paragraph));
    }

    @Test
    void the_end_of_a_link_is_told_in_the_regions_words_and_time() {
        assertThat(write(mail(MailKind.RESET, "au", "Robin", "")).text())
                .contains("until Friday 4 December 2026, 10:15 am (Sydney time)");
        assertThat(write(mail(MailKind.RESET, "nz", "Robin", "")).text())
                .contains("until Friday 4 December 2026, 12:15 pm (Auckland time)");
        assertThat(write(mail(MailKind.RESET, "us", "Robin", "")).text())
                .contains("until Thursday, December 3, 2026, 3:15 PM (Los Angeles time)");
    }

    @Test
    void a_link_is_of_its_region_and_purpose() {
        String url = write(mail(MailKind.INVITATION, "nz", "Robin", "")).url();
        assertThat(url).startsWith("http://nz.localhost:8080/invitation/");
        String token = url.substring(url.lastIndexOf('/') + 1);
        assertThat(TOKENS.open(Purpose.INVITATION, "nz", token)).contains(LINK);
        assertThat(TOKENS.open(Purpose.INVITATION, "au", token)).isEmpty();
        assertThat(TOKENS.open(Purpose.RESET, "nz", token)).isEmpty();

        assertThat(write(mail(MailKind.RESET, "nz", "Robin", "")).url())
                .startsWith("http://nz.localhost:8080/reset-password/");
        String staffUrl = write(toStaff()).url();
        assertThat(staffUrl).startsWith("http://localhost:8082/activate/");
        assertThat(TOKENS.open(Purpose.STAFF, "staff", staffUrl.substring(staffUrl.lastIndexOf('/') + 1)))
                .contains(LINK);
    }

    @Test
    void names_come_out_as_typed() {
        String name = "<script>alert(1)</script> {{7*7}} {0} ${1+1} O'Brien & \"Zoë\"";
        WrittenMail written = write(mail(MailKind.RESET, "au", name, ""));
        assertThat(written.text()).startsWith("Hello " + name + ",");
        assertThat(MailWriter.html(written))
                .contains("Hello &lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} {0} ${1+1} O'Brien &amp; \"Zoë\",")
                .doesNotContain("<script>");
    }

    @Test
    void nothing_that_is_told_becomes_markup() {
        String told = "<b>told</b>";
        String html = MailWriter.html(new WrittenMail(
                Locale.ROOT,
                told,
                told,
                "#1f5c4d",
                told,
                told,
                List.of(told),
                told,
                "http://au.localhost/",
                told,
                List.of(told),
                List.of(told)));
        assertThat(html).contains("&lt;b&gt;told&lt;/b&gt;").doesNotContain("<b>");
    }

    @ParameterizedTest
    @CsvSource({
        "INVITATION, Choose your password",
        "RESET, Choose a new password",
        "PASSWORD_CHANGED, This wasn’t me – reset my password",
        "NEW_DEVICE, This wasn’t me – reset my password",
        "ADDRESS_CHANGED, Go to the client portal",
        "STAFF_INVITATION, Choose your password"
    })
    void each_mail_has_a_button_of_its_own(MailKind kind, String button) {
        assertThat(write(mail(kind, "au", "Robin", "")).button()).isEqualTo(button);
    }

    @Test
    void a_new_device_is_told_by_name_never_by_header() {
        String agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36 <b>http://evil.test</b>";
        assertThat(write(mail(MailKind.NEW_DEVICE, "au", "Robin", agent)).text())
                .contains("from a new device (Chrome on Windows) on Friday 4 December 2026, 9:45 am (Sydney time).")
                .doesNotContain("evil");
        assertThat(write(mail(MailKind.NEW_DEVICE, "au", "Robin", "<b>http://evil.test</b>"))
                        .text())
                .contains("(an unknown browser)");
    }

    @Test
    void a_subject_fits_the_list_of_a_mailbox_and_a_second_invitation_has_its_own() {
        for (MailKind kind : MailKind.values()) {
            WrittenMail written = write(kind == MailKind.STAFF_INVITATION ? toStaff() : mail(kind, "au", "Robin", ""));
            assertThat(written.subject()).hasSizeLessThanOrEqualTo(60);
        }
        assertThat(write(varied(mail(MailKind.INVITATION, "au", "Robin", ""), "resent"))
                        .subject())
                .startsWith("New link to the ")
                .hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void variations_have_words_of_their_own() {
        assertThat(write(varied(mail(MailKind.INVITATION, "au", "Robin", ""), "resent"))
                        .text())
                .contains("replaces the link in our earlier email")
                .contains("choose a password");
        assertThat(write(varied(mail(MailKind.RESET, "au", "Robin", ""), "by-staff"))
                        .text())
                .contains("Our team has sent you this link");
    }

    @ParameterizedTest
    @MethodSource("every_end_of_a_link")
    void a_dead_link_is_not_mailed(String end) {
        DueMail mail = mail(MailKind.RESET, "au", "Robin", "");
        var link = new DueLink(LINK, "reset", Instant.EPOCH, Optional.of(end));
        assertThatThrownBy(() -> write(with(mail, mail.variation(), Optional.of(link))))
                .isInstanceOf(Undeliverable.class)
                .hasMessageMatching(".+ before the email could be sent\\.|A newer link replaced the one in it\\.");
    }

    static Stream<String> every_end_of_a_link() {
        return Stream.of("used", "expired", "replaced", "revoked", "password", "disabled", "address", "staff");
    }

    @Test
    void staff_read_in_the_words_and_times_of_a_region_of_theirs() {
        WrittenMail written = write(toStaff());
        assertThat(written.text()).startsWith("Hello Sam Staff,").contains("12:15 pm (Auckland time)");
        assertThat(WRITER.head(toStaff()).sender().address()).isEqualTo(new EmailAddress("latchkey@latchkey.example"));
    }

    @Test
    void a_sender_that_is_no_address_stops_the_start() {
        Settings wrong = SETTINGS.with(Map.of("regions.nz.sender", "Homes <portal>"));
        assertThatThrownBy(() -> new MailWriter(wrong, new Regions(wrong), TOKENS))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Configuration: regions.nz.sender is not a valid sender (Homes <portal>);");
    }

    private static WrittenMail write(DueMail mail) {
        return WRITER.write(mail, WRITER.head(mail));
    }

    private static DueMail mail(MailKind kind, String region, String name, String userAgent) {
        String purpose = switch (kind) {
            case INVITATION -> "invitation";
            case STAFF_INVITATION -> "staff";
            default -> "reset";
        };
        Instant made = Instant.parse("2026-12-03T22:45:00Z");
        return new DueMail(
                UUID.randomUUID(),
                kind.code(),
                Optional.of(region),
                kind == MailKind.STAFF_INVITATION,
                "client.au@example.test",
                name,
                name + " Client",
                1,
                made,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                userAgent,
                Optional.of(new DueLink(LINK, purpose, made.plus(Duration.ofMinutes(30)), Optional.empty())));
    }

    private static DueMail toStaff() {
        return mail(MailKind.STAFF_INVITATION, "nz", "Sam Staff", "");
    }

    private static DueMail varied(DueMail mail, String variation) {
        return with(mail, Optional.of(variation), mail.link());
    }

    private static DueMail with(DueMail mail, Optional<String> variation, Optional<DueLink> link) {
        return new DueMail(
                mail.id(),
                mail.kind(),
                mail.home(),
                mail.toStaff(),
                mail.recipient(),
                mail.name(),
                mail.fullName(),
                mail.attempts(),
                mail.createdAt(),
                mail.age(),
                variation,
                mail.inviter(),
                mail.personal(),
                mail.jobs(),
                mail.userAgent(),
                link);
    }

    /** Leaves the mails where a person can look at them. */
    private static void show(String name, String html) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "mails"));
        Files.writeString(folder.resolve(name.toLowerCase(java.util.Locale.ROOT) + ".html"), html);
    }
}
