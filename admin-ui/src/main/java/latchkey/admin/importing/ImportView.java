package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.PermitAll;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import latchkey.admin.api.ImportResult;
import latchkey.admin.api.ImportRow.Verdict;
import latchkey.admin.api.Region;
import latchkey.admin.api.SignedIn;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Titles;

/** Contacts from a file: nothing is written before a dry run has shown what would be. */
@Route(value = "contacts/import", layout = MainLayout.class)
@PermitAll
public final class ImportView extends Div implements HasDynamicTitle {

    private final transient SignedIn member;
    private final Select<Region> region = new Select<>();
    private final Div steps = new Div();
    private final ColumnMapping mapping = new ColumnMapping(this::dryRun);
    private transient Optional<Path> file = Optional.empty();

    public ImportView(SignedIn member) {
        this.member = member;
        addClassName("page");
        region.setLabel(text("import.region"));
        region.setHelperText(text("import.region.hint"));
        region.setItems(member.regions());
        region.setItemLabelGenerator(Region::name);
        region.setValue(member.regions().getFirst());
        var upload = new Upload(UploadHandler.toTempFile((data, uploaded) -> uploaded(uploaded)));
        upload.setAcceptedFileExtensions(".csv", ".txt");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(64 * 1024 * 1024);
        steps.addClassName("steps");
        add(new H1(text("import")), new Paragraph(text("import.hint")), region, upload, steps);
        var _ = region.addValueChangeListener(change -> dryRun());
        var _ = addDetachListener(detach -> forget());
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("import"), text("contacts"));
    }

    private void uploaded(File uploaded) {
        forget();
        file = Optional.of(uploaded.toPath());
        mapping.clear();
        dryRun();
    }

    private void dryRun() {
        Failures.guard(() -> file.ifPresent(path -> {
            ImportResult result = run(path, true);
            preview(result);
            mapping.show(result);
        }));
    }

    private ImportResult run(Path path, boolean dry) {
        return member.api()
                .importContacts(path, mapping.value(), region.getOptionalValue().map(Region::code), dry);
    }

    private void preview(ImportResult result) {
        int accepted = result.count(Verdict.NEW) + result.count(Verdict.CHANGED);
        var start = new ActionButton(text("import.start", accepted), this::write).primary();
        start.setEnabled(accepted > 0);
        var other = new Button(
                text("import.other"), click -> UI.getCurrent().getPage().reload());
        var ways = new Div(start, other);
        ways.addClassName("ways");
        steps.removeAll();
        steps.add(mapping, summary("import.preview", result), ways, new VerdictGrid(result.rows()));
    }

    private void write() {
        file.ifPresent(path -> {
            ImportResult result = run(path, false);
            mapping.remember();
            forget();
            steps.removeAll();
            steps.add(
                    summary(result.written() ? "import.done" : "import.nothing", result),
                    new Anchor("/contacts", text("to-contacts")),
                    new VerdictGrid(result.rows()));
        });
    }

    private static Paragraph summary(String key, ImportResult result) {
        var sentence = new Paragraph(text(
                key,
                result.count(Verdict.NEW),
                result.count(Verdict.CHANGED),
                result.count(Verdict.UNCHANGED),
                result.count(Verdict.REFUSED)));
        sentence.getElement().setAttribute("role", "status");
        sentence.addClassName("headline");
        return sentence;
    }

    private void forget() {
        file.ifPresent(path -> {
            if (!path.toFile().delete()) {
                path.toFile().deleteOnExit();
            }
        });
        file = Optional.empty();
    }
}
