package latchkey.admin.staff;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.region.Region;
import latchkey.admin.api.staff.NewStaff;
import latchkey.admin.api.staff.Staff;
import latchkey.admin.api.staff.StaffChange;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.form.DidYouMean;
import latchkey.admin.ui.form.FormFields;
import latchkey.admin.ui.form.UnsavedForm;

/** Asks for a staff member's name, address, role and regions. */
final class StaffDialog extends Dialog implements UnsavedForm {

    private final TextField name = new TextField(text("staff.name"));
    private final EmailField email = new EmailField(text("field.email"));
    private final RadioButtonGroup<Staff.Role> role = new RadioButtonGroup<>(text("staff.role"));
    private final CheckboxGroup<Region> regions = new CheckboxGroup<>(text("staff.regions"));
    private final transient FormFields fields = new FormFields()
            .with("name", name)
            .with("email", email)
            .with("role", role)
            .with("regions", regions);
    private final DidYouMean question;
    private transient List<Object> before = List.of();

    private StaffDialog(SignedIn member, String title) {
        setHeaderTitle(title);
        setWidth("30rem");
        setCloseOnOutsideClick(false);
        var _ = addDialogCloseActionListener(escape -> leave());
        name.setMaxLength(100);
        email.setMaxLength(508);
        role.setItems(Staff.Role.values());
        role.setItemLabelGenerator(value -> text("role." + value + ".long"));
        role.setValue(Staff.Role.SUPPORT);
        regions.setItems(member.regions());
        regions.setItemLabelGenerator(Region::name);
        var _ = role.addValueChangeListener(change -> regions.setVisible(change.getValue() == Staff.Role.SUPPORT));
        name.setRequiredIndicatorVisible(true);
        email.setRequiredIndicatorVisible(true);
        question = DidYouMean.below(email, fields, typed -> member.api().checkAddress(typed));
        var all = new Div(name, email, question, role, regions);
        all.addClassName("stack");
        add(all);
    }

    static void add(SignedIn member, Runnable done) {
        var dialog = new StaffDialog(member, text("staff.add"));
        dialog.open(text("staff.add.submit"), () -> {
            var added = member.api()
                    .addStaff(new NewStaff(
                            dialog.name.getValue().strip(),
                            dialog.email.getValue().strip(),
                            dialog.role.getValue(),
                            dialog.codes()));
            Notice.done(text("staff.added", added.name(), added.email()));
            done.run();
        });
    }

    static void change(SignedIn member, Staff staff, Runnable done) {
        var dialog = new StaffDialog(member, text("staff.change"));
        dialog.name.setValue(staff.name());
        dialog.email.setValue(staff.email());
        dialog.email.setReadOnly(true);
        dialog.role.setValue(staff.role());
        dialog.regions.setValue(member.regions().stream()
                .filter(region -> staff.regions().contains(region.code()))
                .collect(java.util.stream.Collectors.toSet()));
        dialog.open(text("save"), () -> {
            var changed = member.api()
                    .changeStaff(
                            staff.id(),
                            StaffChange.between(
                                    staff, dialog.name.getValue().strip(), dialog.role.getValue(), dialog.codes()));
            Notice.done(text("staff.changed", changed.name()));
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

    private void open(String label, Runnable action) {
        getFooter()
                .add(
                        new Button(text("cancel"), click -> leave()),
                        new ActionButton(label, () -> submit(action)).primary());
        before = values();
        open();
        name.focus();
    }

    private void submit(Runnable action) {
        if (!isFilled()) {
            return;
        }
        if (email.isReadOnly()) {
            finish(action);
        } else {
            question.settle(email, () -> finish(action));
        }
    }

    private void finish(Runnable action) {
        try {
            action.run();
            close();
        } catch (Refused e) {
            refused(e);
        }
    }

    private void refused(Refused refusal) {
        if (refusal.is("staff-exists")) {
            fields.check("email", false, Notice.sentence(refusal.problem()));
            var _ = fields.areValid();
        } else if (!fields.show(refusal.problem())) {
            Notice.refused(refusal.problem());
        }
    }

    private List<Object> values() {
        return List.of(name.getValue(), email.getValue(), role.getValue(), regions.getValue());
    }

    private List<String> codes() {
        return role.getValue() == Staff.Role.ADMIN
                ? List.of()
                : regions.getValue().stream().map(Region::code).toList();
    }

    private boolean isFilled() {
        fields.clear();
        fields.check("name", !name.getValue().isBlank(), text("field.missing"));
        fields.check("email", email.getValue().contains("@"), text("field.email.wrong"));
        fields.check(
                "regions", role.getValue() == Staff.Role.ADMIN || !regions.isEmpty(), text("staff.regions.missing"));
        return fields.areValid();
    }
}
