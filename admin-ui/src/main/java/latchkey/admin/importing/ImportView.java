package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import latchkey.admin.api.Problem;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.importing.ImportResult;
import latchkey.admin.api.importing.ImportRow.Verdict;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.api.region.Region;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.invitation.InviteManyDialog;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Refreshable;
import latchkey.admin.ui.Titles;

/** Imports contacts from a file: nothing is written before a dry run has shown the outcome. */
@Route(value = "contacts/import", layout = MainLayout.class)
@PermitAll
public final class ImportView extends Div implements HasDynamicTitle, Refreshable {

    /** The share of an import that is the comparison before writing, from 0 to 1. */
    private static final double COMPARING = 0.3;

    private final transient SignedIn member;
    private final transient ImportFile file;
    private final Select<Region> region = new Select<>();
    private final Upload upload = FileUpload.of(this::taken, this::refuse, this::startOver);
    private final Working working = new Working(this::stop);
    private final Div steps = new Div();
    private final EncodingChoice encoding = new EncodingChoice(this::readAgain);
    private final ColumnMapping mapping = new ColumnMapping(this::dryRun);
    private boolean unsure;

    public ImportView(SignedIn member) {
        this.member = member;
        file = new ImportFile(member.api());
        addClassName("page");
        region.setLabel(text("import.region"));
        region.setHelperText(text("import.region.hint"));
        region.setItems(member.regions());
        region.setItemLabelGenerator(Region::name);
        region.setValue(member.regions().getFirst());
        region.setVisible(member.regions().size() > 1);
        steps.addClassName("steps");
        mapping.clear();
        add(
                new H1(text("import")),
                new Paragraph(text("import.hint")),
                region,
                upload,
                encoding,
                mapping,
                working,
                steps);
        var _ = region.addValueChangeListener(change -> dryRun());
        var _ = addDetachListener(detach -> file.forget());
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("import"), text("contacts"));
    }

    /** Previews the file again after an outage or a new sign-in. */
    @Override
    public void refresh() {
        dryRun();
    }

    /** Ignored if the member has left the page meanwhile. */
    private void taken(UploadedFile uploaded) {
        if (!isAttached()) {
            uploaded.close();
            return;
        }
        startOver();
        file.take(uploaded);
        dryRun();
    }

    private void startOver() {
        file.forget();
        encoding.forget();
        mapping.clear();
        unsure = false;
        show();
    }

    /** The earlier preview may no longer be true, so it can't be acted on until the new one arrives. */
    private void dryRun() {
        if (file.isThere()) {
            steps.setEnabled(false);
            working.begin(text("import.looking"), text("import.looking.hint"), 1);
            file.look(reading(), answer(this::preview));
        }
    }

    /** The columns may have other names now. */
    private void readAgain() {
        mapping.clear();
        dryRun();
    }

    private void write(int contacts) {
        working.begin(text("import.writing", contacts), text("import.writing.hint"), COMPARING);
        use(false);
        unsure = true;
        file.write(reading(), answer(this::written));
    }

    /** Contacts may have been written or not: only another preview tells. */
    private void stop() {
        unsure = file.stop();
        if (unsure) {
            dryRun();
        } else {
            unchecked(text("import.stopped"));
        }
    }

    private void unchecked(String sentence) {
        show(new ImportSentence(sentence), ways(new ActionButton(text("import.look-again"), this::dryRun), another()));
    }

    private ImportFile.Reading reading() {
        return new ImportFile.Reading(
                mapping.value(), encoding.chosen(), region.getValue().code());
    }

    private ImportFile.Answer answer(Consumer<ImportResult> done) {
        return new ImportFile.Answer(working::waiting, working::progress, done, this::failed);
    }

    private void preview(ImportResult result) {
        encoding.show(result.encoding());
        mapping.show(result.columns(), result.mapping(), result.fallbacks());
        int accepted = result.count(Verdict.NEW) + result.count(Verdict.CHANGED);
        var start = new ActionButton(text("import.start", accepted), () -> write(accepted)).primary();
        start.setEnabled(accepted > 0);
        start.setVisible(mapping.isComplete());
        var sentence = new ImportSentence(mapping.isComplete() ? ImportSentence.preview(result) : mapping.request());
        var rows =
                new Div(new FirstRows(result.rows(), code -> member.region(code).name()), new VerdictGrid(result));
        rows.addClassName("steps");
        rows.setVisible(mapping.isComplete() && !result.rows().isEmpty());
        show(sentence, new FileFacts(result), broken(), WarningList.beforeImport(result), ways(start, another()), rows);
    }

    private void written(ImportResult result) {
        mapping.remember();
        startOver();
        upload.clearFileList();
        var sentence = new ImportSentence(ImportSentence.done(result));
        show(sentence, WarningList.beforeInvitation(result), ways(result), new VerdictGrid(result));
        if (!isAttached()) {
            Notice.done(sentence.getText());
        }
    }

    /** The next steps: the added contacts, and their invitations. */
    private Div ways(ImportResult result) {
        return result.importId()
                .map(id -> ways(
                        new ActionButton(
                                        text("import.invite", result.count(Verdict.NEW)),
                                        () -> InviteManyDialog.open(member, Selection.of(Filter.ofImport(id))))
                                .primary(),
                        new Anchor("/contacts?import=" + id, text("import.added"))))
                .orElseGet(() -> ways(new Anchor("/contacts", text("to-contacts"))));
    }

    /** The frame reports failures that are not about the file, and refreshes this view when they are over. */
    private void failed(RuntimeException failure) {
        working.end();
        use(true);
        if (!isAttached()) {
            file.forget();
        }
        if (failure instanceof Refused refusal) {
            unsure = false;
            refusal.problem()
                    .columns()
                    .filter(columns -> columns.size() > 1)
                    .ifPresentOrElse(
                            columns -> ask(refusal.problem(), columns),
                            () -> refuse(ImportSentence.refused(refusal.problem())));
        } else {
            unchecked(text(unsure ? "import.unsure" : "import.unchecked"));
            Failures.show(failure);
        }
    }

    /** The file can be read, but the member has to say which column is which. */
    private void ask(Problem problem, List<String> columns) {
        mapping.show(columns, problem.mapping().orElse(Map.of()), Map.of());
        mapping.setOpened(true);
        var without = new ActionButton(text("import.without-addresses"), this::dryRun);
        without.setVisible(mapping.isComplete());
        show(new ImportSentence(problem.title()), new Paragraph(problem.detail().orElse("")), ways(without, another()));
    }

    private void refuse(String sentence) {
        if (file.isThere() && steps.getElement().getChildCount() > 0) {
            Notice.failed(sentence);
        } else {
            var ways = ways(another());
            ways.setVisible(file.isThere());
            show(new ImportSentence(sentence), new Paragraph(text("import.refused.hint")), ways);
        }
    }

    private Button another() {
        return new Button(text("import.other"), click -> {
            upload.clearFileList();
            startOver();
        });
    }

    /** Only another preview shows whether an interrupted import was written. */
    private Paragraph broken() {
        var hint = new Paragraph(text("import.broken"));
        hint.setVisible(unsure);
        return hint;
    }

    private static Div ways(Component... ways) {
        var row = new Div(ways);
        row.addClassName("ways");
        return row;
    }

    private void show(Component... content) {
        working.end();
        use(true);
        steps.removeAll();
        steps.add(content);
    }

    private void use(boolean usable) {
        Stream.<HasEnabled>of(region, upload, encoding, mapping).forEach(part -> part.setEnabled(usable));
        steps.setEnabled(usable);
        steps.setVisible(usable);
    }
}
