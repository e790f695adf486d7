package latchkey.admin.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.FileRejectedEvent;
import com.vaadin.flow.component.upload.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.admin.UiTest;
import latchkey.admin.contact.ContactsView;
import latchkey.admin.stub.StubApi.Answer;
import latchkey.admin.stub.StubApi.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportViewTest extends UiTest {

    private static final String IMPORT = "POST /contacts/import";

    @BeforeEach
    void open() {
        UI.getCurrent().navigate("contacts/import");
    }

    @Test
    void a_file_is_looked_at_and_nothing_is_written_before_the_import_is_confirmed() {
        choose("First name,Surname,Mail\nAda,Okafor,ada@example.test\n");
        eventually(() -> page().contains("1 will be added, 1 will be changed, 1 stays unchanged, 1 is refused."));
        assertThat(requests().map(request -> request.query().get("dryRun"))).containsOnly("true");

        press("Import 2 contacts");
        eventually(() -> page().contains("Imported: 1 added, 1 changed, 1 unchanged, 1 refused."));
        assertThat(requests().map(request -> request.query().get("dryRun"))).endsWith("false");
    }

    @Test
    void refused_and_doubtful_rows_are_shown_first_and_every_verdict_has_its_reason() {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("will be added"));
        assertThat(test(verdicts()).getCellText(0, 4)).isEqualTo("The family name is missing.");
        assertThat(test(verdicts()).getCellText(1, 4))
                .as("then what may not be meant")
                .startsWith("No email address ·");
        Select<VerdictGrid.Shown> only = select();
        only.setValue(VerdictGrid.Shown.CHANGED);
        assertThat(test(verdicts()).getCellText(0, 4)).isEqualTo("Phone was 12");
    }

    @Test
    void columns_that_are_not_recognised_are_chosen_by_hand() {
        api.script(
                IMPORT,
                request -> request.query().containsKey("mapping")
                        ? answer(Map.of("givenName", "Vorname", "familyName", "Nachname"), 1)
                        : answer(Map.of("familyName", "Nachname"), 1));
        choose("Vorname,Nachname,\nAda,Okafor,\n");
        eventually(() -> page().contains("Choose the column that contains the given name, or the full name."));
        assertThat(find(Grid.class).exists()).isFalse();
        assertThat(find(Button.class).withText("Nothing to import").exists()).isFalse();
        assertThat(select("Given name").isInvalid()).isTrue();
        assertThat(select("Family name").isInvalid()).isFalse();
        assertThat(find(ColumnMapping.class).single().getSummaryText())
                .isEqualTo("Columns of the file; this one isn’t imported: Vorname");

        Select<String> given = select("Given name");
        assertThat(given.getListDataView().getItems()).containsExactly("Vorname", "Nachname");
        given.setValue("Vorname");
        eventually(() -> page().contains("1 will be added"));
        assertThat(find(ColumnMapping.class).single().getSummaryText()).isEqualTo("Columns of the file");
        assertThat(requests().toList().getLast().query().get("mapping"))
                .contains("\"givenName\":\"Vorname\"")
                .contains("\"familyName\":\"Nachname\"");
    }

    @Test
    void how_a_file_was_read_and_what_to_check_is_told_before_it_is_imported() {
        choose("First name;Surname;Mail\n");
        eventually(
                () -> page().contains("Read as Windows-1252, separated by semicolons. The column names are in row 1."));
        assertThat(page())
                .contains("One contact has no email address and can’t be invited: row 2")
                .contains("2 full names were split into given name and family name");
        assertThat(select("Email address").getHelperText()).isEqualTo("Where it’s empty: Second mail");
        assertThat(find(NativeTable.class).single().getElement().getTextRecursively())
                .contains("Ada", "Okafor", "Bo")
                .doesNotContain("Dion");
        select().clear();
        assertThat(test(verdicts()).getCellText(0, 4)).startsWith("No email address ·");
    }

    @Test
    void letters_that_look_wrong_are_read_in_another_encoding() {
        choose("First name;Surname;Mail\n");
        eventually(() -> page().contains("Read as Windows-1252"));
        Select<String> encoding = select("Letters are read as");
        assertThat(encoding.getValue()).isEqualTo("Windows-1252");
        assertThat(requests().toList().getLast().query()).doesNotContainKey("encoding");
        encoding.setValue("Windows-1250");
        eventually(() -> requests().count() == 2 && page().contains("will be added"));
        assertThat(requests().toList().getLast().query())
                .containsEntry("encoding", "Windows-1250")
                .doesNotContainKey("mapping");
    }

    @Test
    void of_a_file_in_two_encodings_another_can_be_chosen() {
        var encoding = new EncodingChoice(() -> {});
        encoding.show(Optional.of("UTF-8 and Windows-1252"));
        assertThat(encoding.isVisible()).isTrue();
        assertThat(encoding.getItemLabelGenerator().apply(encoding.getValue()))
                .isEqualTo("Unicode, some rows Western European (UTF-8 and Windows-1252)");
        encoding.show(Optional.of("UTF-8"));
        assertThat(encoding.isVisible()).as("that is certain").isFalse();
    }

    @Test
    void a_column_of_addresses_that_is_not_recognised_is_asked_for() {
        api.script(
                IMPORT,
                request -> request.query().containsKey("mapping")
                        ? answer(Map.of("givenName", "Vorname", "familyName", "Nachname"), 1)
                        : addressesUnknown());
        choose("Vorname,Nachname,Post\nAda,Okafor,ada@example.test\n");
        eventually(() -> page().contains("Column “Post” seems to hold email addresses."));
        Select<String> email = select("Email address");
        assertThat(email.getListDataView().getItems()).containsExactly("Vorname", "Nachname", "Post");
        email.setValue("Post");
        eventually(() -> page().contains("1 will be added"));
        assertThat(requests().toList().getLast().query().get("mapping")).contains("\"email\":\"Post\"");
    }

    @Test
    void a_file_can_be_imported_without_the_addresses_in_it() {
        api.script(
                IMPORT,
                request -> request.query().containsKey("mapping")
                        ? answer(Map.of("givenName", "Vorname", "familyName", "Nachname"), 1)
                        : addressesUnknown());
        choose("Vorname,Nachname,Post\nAda,Okafor,ada@example.test\n");
        eventually(() -> page().contains("Column “Post” seems to hold email addresses."));
        press("Import without email addresses");
        eventually(() -> page().contains("1 will be added"));
        assertThat(requests().toList().getLast().query().get("mapping")).doesNotContain("email");
    }

    @Test
    void an_import_that_has_to_wait_for_another_says_so_and_begins_by_itself() {
        api.script(IMPORT, request -> Answer.problem(503, "import-running", "Another import is running."));
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("Another import is running. Yours starts as soon as it’s done."));
        api.unscript(IMPORT);
        eventually(() -> page().contains("1 will be added"));
    }

    @Test
    void who_would_rather_not_wait_for_another_import_stops() {
        api.script(IMPORT, request -> Answer.problem(503, "import-running", "Another import is running."));
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("Another import is running."));
        press("Stop");
        assertThat(page()).contains("Stopped. Nothing has been saved.");
        api.unscript(IMPORT);
        press("Check the file again");
        eventually(() -> page().contains("1 will be added"));
    }

    @Test
    void whoever_stops_an_import_sees_how_the_file_compares_then() throws IOException {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        try (var said = new PipedOutputStream()) {
            var heard = new PipedInputStream(said);
            api.script(IMPORT, request -> new Answer(200, heard));
            press("Import 2 contacts");
            say(said, "WRITING", 1, 2);
            eventually(() -> page().contains("1 of 2 contacts saved"));
            api.unscript(IMPORT);
            press("Stop");
            eventually(() -> find(Button.class).withText("Import 2 contacts").exists());
            assertThat(page()).contains("The import was interrupted. Either everything was saved or nothing.");
        }
    }

    @Test
    void those_that_were_added_can_be_invited_and_shown() {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        press("Import 2 contacts");
        eventually(() -> page().contains("Imported:"));
        assertThat(find(Anchor.class).withText("Go to Contacts").exists()).isFalse();
        assertThat(find(Anchor.class).withText("Show them in Contacts").single().getHref())
                .isEqualTo("/contacts?import=i1");
        press("Invite the one that was added");
        assertThat(api.requests("POST", "/invitations/preview").map(Request::body))
                .containsExactly("{\"filter\":{\"import\":\"i1\"}}");
        assertThat(page()).contains("17 of 20 can be invited.");
    }

    @Test
    void who_may_be_the_same_person_is_a_click_away() {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        select().clear();
        var why = (Div) test(verdicts()).getCellComponent(0, 4);
        assertThat(why.getElement().getTextRecursively())
                .isEqualTo("No email address · Cleo Silva (JOB-7) has this phone number Open Cleo Silva");
        var open = (Anchor) why.getChildren().toList().getLast();
        assertThat(open.getHref()).isEqualTo("/contacts/c7");
        assertThat(open.getTarget()).contains("_blank");
    }

    @Test
    void a_file_that_is_no_csv_is_named_and_another_can_be_chosen() {
        api.script(IMPORT, request -> notCsv());
        choose("\u0000\u0001");
        eventually(() -> page().contains("This file can’t be imported: it is not a CSV file."));
        assertThat(page()).contains("Nothing has been saved.");

        api.unscript(IMPORT);
        press("Choose another file");
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        assertThat(page()).doesNotContain("is not a CSV file");
    }

    @Test
    void a_file_without_rows_is_told_as_one() {
        api.script(IMPORT, request -> answer(Map.of("givenName", "Vorname", "familyName", "Nachname"), 0));
        choose("Vorname,Nachname\n");
        eventually(() -> page().contains("This file has no rows below the column names."));
        assertThat(button("Nothing to import").isEnabled()).isFalse();
    }

    @Test
    void what_the_browser_does_not_send_is_explained() {
        var upload = find(Upload.class).single();
        ComponentUtil.fireEvent(
                upload,
                new FileRejectedEvent(upload, upload.getI18n().getError().getFileIsTooBig(), "huge.csv"));
        assertThat(page()).contains("This file is larger than 24 MB. Split it");
    }

    @Test
    void a_file_outlives_an_outage_and_is_looked_at_again() {
        api.fail(500);
        choose("First name,Surname,Mail\n");
        eventually(this::outageIsTold);
        assertThat(page()).contains("This file hasn’t been checked, and nothing has been saved.");
        api.recover();
        eventually(() -> page().contains("1 will be added"));
    }

    @Test
    void an_import_that_broke_off_says_so_and_shows_how_the_file_compares_now() {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        api.fail(503);
        press("Import 2 contacts");
        eventually(this::outageIsTold);
        assertThat(page()).contains("check the file again to see which");
        assertThat(find(Button.class).withText("Import 2 contacts").exists()).isFalse();
        api.recover();
        eventually(() -> page().contains("This is how the file compares with your contacts now."));
        assertThat(button("Import 2 contacts").isEnabled()).isTrue();
    }

    @Test
    void what_a_file_was_is_not_imported_while_it_is_looked_at_anew() {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        waitsAsUsual();
        api.hold();
        select("Phone").setValue("Mail");
        assertThat(button("Import 2 contacts").isEnabled()).isFalse();
        api.recover();
        eventually(() -> button("Import 2 contacts").isEnabled());
        assertThat(requests().toList())
                .allSatisfy(request -> assertThat(request.query()).containsEntry("dryRun", "true"));
    }

    @Test
    void nothing_can_be_pressed_twice_while_contacts_are_written() {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        waitsAsUsual();
        api.hold();
        press("Import 2 contacts");
        assertThat(page()).contains("Saving 2 contacts…").contains("Either all of them are saved or none.");
        assertThat(find(Button.class).withText("Import 2 contacts").exists()).isFalse();
        assertThat(find(Upload.class).single().isEnabled()).isFalse();
        api.recover();
        eventually(() -> page().contains("Imported:"));
    }

    @Test
    void how_far_an_import_is_can_be_seen() throws IOException {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        try (var said = new PipedOutputStream()) {
            var heard = new PipedInputStream(said);
            api.script(IMPORT, request -> new Answer(200, heard));
            press("Import 2 contacts");
            eventually(() -> page().contains("Uploading the file"));
            assertThat(bar().isIndeterminate()).isTrue();

            say(said, "COMPARING", 2_000, 4_000);
            eventually(() -> page().contains("2,000 of 4,000 rows compared with your contacts"));
            assertThat(bar().isIndeterminate()).isFalse();
            double compared = bar().getValue();
            assertThat(compared).isBetween(0.1, 0.5);

            say(said, "WRITING", 1, 1);
            eventually(() -> page().contains("1 of 1 contacts saved"));
            assertThat(bar().getValue()).isEqualTo(1);
        }
    }

    @Test
    void a_refusal_in_the_middle_of_an_import_is_told_as_one() {
        choose("First name,Surname,Mail\n");
        eventually(() -> page().contains("1 will be added"));
        api.script(
                IMPORT,
                request -> Answer.ok(Map.of(
                        "problem",
                        Map.of(
                                "type",
                                "https://latchkey.example/problems/address-in-use",
                                "title",
                                "This address is in use.",
                                "status",
                                409))));
        press("Import 2 contacts");
        eventually(() -> notices().contains("This address is in use."));
        assertThat(button("Import 2 contacts").isEnabled()).isTrue();
    }

    @Test
    void a_file_that_arrives_after_its_page_was_left_is_forgotten() throws IOException {
        String mark = UUID.randomUUID().toString();
        Upload upload = find(Upload.class).single();
        UI.getCurrent().navigate("contacts");
        eventually(() -> getCurrentView() instanceof ContactsView);
        UI.getCurrent().add(upload);
        choose("First name,Surname,Mail\n" + mark + ",Okafor,ada@example.test\n");
        try (var files = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "latchkey-import-*")) {
            assertThat(files).noneMatch(file -> content(file).contains(mark));
        }
    }

    /** Nothing of one that another test has closed meanwhile. */
    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static void say(OutputStream said, String step, int done, int of) throws IOException {
        String line = "{\"progress\":{\"step\":\"%s\",\"done\":%d,\"of\":%d}}%n".formatted(step, done, of);
        said.write(line.getBytes(UTF_8));
        said.flush();
    }

    private ProgressBar bar() {
        return find(ProgressBar.class).single();
    }

    private Stream<Request> requests() {
        return api.requests("POST", "/contacts/import");
    }

    private void choose(String csv) {
        test(find(Upload.class).single()).upload("contacts.csv", "text/csv", csv.getBytes(UTF_8));
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> select(String label) {
        return (Select<T>) find(Select.class).withLabel(label).single();
    }

    /** The one above the rows. */
    @SuppressWarnings("unchecked")
    private <T> Select<T> select() {
        return (Select<T>) find(Select.class).all().getLast();
    }

    private Grid<?> verdicts() {
        return find(Grid.class).single();
    }

    private static Answer answer(Map<String, String> mapping, int rows) {
        return Answer.ok(Map.of(
                "result",
                Map.of(
                        "written",
                        false,
                        "namesRow",
                        1,
                        "fallbacks",
                        Map.of(),
                        "warnings",
                        Map.of(),
                        "columns",
                        List.of("Vorname", "Nachname", ""),
                        "mapping",
                        mapping,
                        "counts",
                        Map.of("NEW", rows),
                        "rows",
                        List.of(Map.of("row", 2, "verdict", "NEW")).subList(0, rows))));
    }

    private static Answer addressesUnknown() {
        return new Answer(
                400,
                Map.of(
                        "type",
                        "https://latchkey.example/problems/address-column-unknown",
                        "title",
                        "Column “Post” seems to hold email addresses.",
                        "status",
                        400,
                        "columns",
                        List.of("Vorname", "Nachname", "Post"),
                        "mapping",
                        Map.of("givenName", "Vorname", "familyName", "Nachname")));
    }

    private static Answer notCsv() {
        return new Answer(
                400,
                Map.of(
                        "type",
                        "https://latchkey.example/problems/bad-request",
                        "title",
                        "The request can’t be understood.",
                        "status",
                        400,
                        "errors",
                        List.of(Map.of("field", "body", "message", "is not a CSV file"))));
    }
}
