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
import latchkey.admin.api.NewStaff;
import latchkey.admin.api.Region;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.Staff;
import latchkey.admin.api.StaffChange;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;

/** Asks who a staff member is and what they may do. */
final class StaffDialog extends Dialog {

    private final TextField name = new TextField(text("staff.name"));
    private final EmailField email = new EmailField(text("field.email"));
    private final RadioButtonGroup<Staff.Role> role = new RadioButtonGroup<>(text("staff.role"));
    private final CheckboxGroup<Region> regions = new CheckboxGroup<>(text("staff.regions"));

    private StaffDialog(SignedIn member, String title) {
        setHeaderTitle(title);
        setWidth("30rem");
        setCloseOnOutsideClick(false);
        name.setMaxLength(100);
        email.setMaxLength(254);
        role.setItems(Staff.Role.values());
        role.setItemLabelGenerator(value -> text("role." + value + ".long"));
        role.setValue(Staff.Role.SUPPORT);
        regions.setItems(member.regions());
        regions.setItemLabelGenerator(Region::name);
        var _ = role.addValueChangeListener(change -> regions.setVisible(change.getValue() == Staff.Role.SUPPORT));
        name.setRequiredIndicatorVisible(true);
        email.setRequiredIndicatorVisible(true);
        var fields = new Div(name, email, role, regions);
        fields.addClassName("stack");
        add(fields);
    }

    static void add(SignedIn member, Runnable done) {
        var dialog = new StaffDialog(member, text("staff.add"));
        dialog.finish(text("staff.add.submit"), () -> {
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
        dialog.finish(text("save"), () -> {
            var changed = member.api()
                    .changeStaff(
                            staff.id(),
                            new StaffChange(dialog.name.getValue().strip(), dialog.role.getValue(), dialog.codes()));
            Notice.done(text("staff.changed", changed.name()));
            done.run();
        });
    }

    private void finish(String label, Runnable action) {
        getFooter()
                .add(
                        new Button(text("cancel"), click -> close()),
                        new ActionButton(label, () -> {
                                    if (isFilled()) {
                                        action.run();
                                        close();
                                    }
                                })
                                .primary());
        open();
        name.focus();
    }

    private List<String> codes() {
        return role.getValue() == Staff.Role.ADMIN
                ? List.of()
                : regions.getValue().stream().map(Region::code).toList();
    }

    private boolean isFilled() {
        name.setInvalid(name.isEmpty());
        name.setErrorMessage(text("field.missing"));
        email.setErrorMessage(text("field.email.wrong"));
        email.setInvalid(!email.getValue().contains("@"));
        regions.setErrorMessage(text("staff.regions.missing"));
        regions.setInvalid(role.getValue() == Staff.Role.SUPPORT && regions.isEmpty());
        return !name.isInvalid() && !email.isInvalid() && !regions.isInvalid();
    }
}
