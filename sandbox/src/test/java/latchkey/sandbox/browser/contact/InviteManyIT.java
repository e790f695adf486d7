package latchkey.sandbox.browser.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import latchkey.sandbox.mailbox.MailServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Five hundred at once: who can't be invited is said before and after, and a mail that comes back is seen. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class InviteManyIT {

    private static final String SHARED = "shared.zephyr@example.test";
    private static final String GONE = "gone.zephyr@" + MailServer.REFUSING;

    private final Stage stage;

    InviteManyIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void five_hundred_are_invited_and_every_refusal_is_named() throws Exception {
        stage.staff().importAll(fourHundredAndNinetyNine());
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900));
                var other = stage.newBrowser(new NewContextOptions())) {
            accept(Client.at(other, stage.portal("au"), SHARED));
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.searches("zephyr");
            staff.seesTotal("500 contacts");
            staff.more("Invite everyone who matches the filter");
            staff.sees("497 of 500 can be invited.");
            staff.sees("Have no email address: 1");

            staff.press("Send 497 invitations");
            staff.sees(
                    "Done: 497 invited, 1 already has an account, 1 has no email address, 1 shares the email address of another client’s account.");
            staff.sees("This client already has an account");
            staff.sees("This contact has no email address");
            staff.sees("Another client’s account has this email address");
            Download refusals = staff.page().waitForDownload(() -> staff.picks("Download who wasn’t reached (CSV)"));
            assertThat(Files.readAllLines(refusals.path()))
                    .containsExactlyInAnyOrder(
                            "\"Name\",\"Email address\",\"Reason\"",
                            "\"Holder Zephyr\",\"" + SHARED + "\",\"This client already has an account\"",
                            "\"Silent Zephyr\",\"\",\"This contact has no email address\"",
                            "\"Second Zephyr\",\"" + SHARED + "\",\"Another client’s account has this email address\"");

            staff.press("Close");
            staff.searches(GONE);
            staff.seesInGrid("Not delivered");
            staff.picks("Gone Zephyr");
            staff.opensTab("Customer");
            staff.sees("The invitation couldn’t be delivered to " + GONE);
        }
    }

    @Test
    void of_what_the_filter_matches_the_selection_alone_can_be_invited() throws Exception {
        for (String name : List.of("First", "Second", "Third")) {
            String email = name.toLowerCase(Locale.ROOT) + ".bettong@example.test";
            assertThat(stage.staff().add("au", name, "Bettong", email)).isNotBlank();
        }
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=bettong");
            staff.seesTotal("3 contacts");
            staff.selects(0);
            staff.selects(2);
            staff.sees("2 contacts selected");
            staff.press("Invite selected contacts");
            staff.sees("2 of 2 can be invited.");
            staff.press("Send 2 invitations");
            staff.sees("Done: 2 invited.");
            staff.press("Close");
            staff.seesInGrid("Invited", "Not invited", "Invited");
            staff.seesNoButton("Invite selected contacts");
        }
    }

    /** One of the five hundred has an account, whose address another one of them has too. */
    private void accept(Client client) throws Exception {
        assertThat(stage.staff().invite("au", "Holder", "Zephyr", SHARED)).isNotBlank();
        client.opens(stage.postbox().link(SHARED, "/invitation/"));
        client.choosesPassword("seven umbrellas sing", "Create account");
        client.isSignedInAs("Holder");
    }

    private static String fourHundredAndNinetyNine() {
        return IntStream.range(0, 496)
                .mapToObj(number ->
                        "au,Number%d,Zephyr,number%d.zephyr@example.test,B-%d\n".formatted(number, number, number))
                .collect(Collectors.joining(
                        "", "region,givenName,familyName,email,reference\n", """
                            au,Gone,Zephyr,%s,B-gone
                            au,Silent,Zephyr,,B-silent
                            au,Second,Zephyr,%s,B-second
                            """.formatted(GONE, SHARED)));
    }
}
