package latchkey.admin.job;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.function.Consumer;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.job.Job;
import latchkey.admin.api.job.JobChange;
import latchkey.admin.api.job.NewJob;
import latchkey.admin.api.region.Region;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.form.FormFields;
import latchkey.admin.ui.form.UnsavedForm;

/** Asks for a job's reference and name. */
final class JobDialog extends Dialog implements UnsavedForm {

    private final Select<Region> region = new Select<>();
    private final TextField reference = new TextField(text("jobs.reference"));
    private final TextField name = new TextField(text("jobs.name"));
    private final transient FormFields fields =
            new FormFields().with("region", region).with("reference", reference).with("name", name);
    private transient List<Object> before = List.of();

    private JobDialog(SignedIn member, String title) {
        setHeaderTitle(title);
        setWidth("30rem");
        setCloseOnOutsideClick(false);
        var _ = addDialogCloseActionListener(escape -> leave());
        region.setLabel(text("field.region"));
        region.setItems(member.regions());
        region.setItemLabelGenerator(Region::name);
        region.setVisible(member.regions().size() > 1);
        if (member.regions().size() == 1) {
            region.setValue(member.regions().getFirst());
        }
        reference.setMaxLength(100);
        reference.setRequiredIndicatorVisible(true);
        reference.setHelperText(text("jobs.reference.hint"));
        name.setMaxLength(200);
        name.setRequiredIndicatorVisible(true);
        name.setHelperText(text("jobs.name.hint"));
        var all = new Div(region, reference, name);
        all.addClassName("stack");
        add(all);
    }

    static void add(SignedIn member, Consumer<Job> done) {
        var dialog = new JobDialog(member, text("jobs.add"));
        dialog.finish(text("jobs.add.submit"), () -> {
            Job job = member.api()
                    .createJob(new NewJob(
                            dialog.region.getValue().code(),
                            dialog.reference(),
                            dialog.name.getValue().strip()));
            Notice.done(text("jobs.added", job.name()));
            done.accept(job);
        });
    }

    static void change(SignedIn member, Job job, Runnable done) {
        var dialog = new JobDialog(member, text("jobs.change"));
        dialog.region.setValue(member.region(job.region()));
        dialog.region.setReadOnly(true);
        dialog.reference.setValue(job.reference());
        dialog.name.setValue(job.name());
        dialog.finish(text("save"), () -> {
            Job changed = member.api()
                    .changeJob(
                            job.id(),
                            new JobChange(
                                    dialog.reference(), dialog.name.getValue().strip()));
            Notice.done(text("jobs.changed", changed.name()));
            done.run();
        });
    }

    @Override
    public boolean isTyped() {
        return isOpened() && !values().equals(before);
    }

    @Override
    public void discard() {
        close();
    }

    private void finish(String label, Runnable action) {
        getFooter()
                .add(
                        new Button(text("cancel"), click -> leave()),
                        new ActionButton(label, () -> submit(action)).primary());
        before = values();
        open();
        reference.focus();
    }

    private void submit(Runnable action) {
        if (!isFilled()) {
            return;
        }
        try {
            action.run();
            close();
        } catch (Refused e) {
            if (e.is("job-exists")) {
                fields.check("reference", false, Notice.sentence(e.problem()));
                var _ = fields.areValid();
            } else if (!fields.show(e.problem())) {
                Notice.refused(e.problem());
            }
        }
    }

    private String reference() {
        return reference.getValue().strip();
    }

    private List<Object> values() {
        return List.of(region.getOptionalValue(), reference.getValue(), name.getValue());
    }

    private boolean isFilled() {
        fields.clear();
        fields.check("region", !region.isEmpty(), text("field.missing"));
        fields.check("reference", !reference.getValue().isBlank(), text("field.missing"));
        fields.check("name", !name.getValue().isBlank(), text("field.missing"));
        return fields.areValid();
    }
}
