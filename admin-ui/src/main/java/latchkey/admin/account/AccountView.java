package latchkey.admin.account;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.staff.OwnSession;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Refreshable;
import latchkey.admin.ui.Times;
import latchkey.admin.ui.Titles;
import latchkey.admin.ui.form.FormFields;

/** The member's own name, password and sessions. */
@Route(value = "account", layout = MainLayout.class)
@PermitAll
public final class AccountView extends Div implements HasDynamicTitle, Refreshable {

    private final transient SignedIn member;
    private final TextField name = new TextField(text("own.name"));
    private final PasswordField current = new PasswordField(text("own.password.current"));
    private final PasswordField password = new PasswordField(text("own.password.new"));
    private final transient FormFields names = new FormFields().with("name", name);
    private final transient FormFields passwords =
            new FormFields().with("currentPassword", current).with("password", password);
    private final UnorderedList sessions = new UnorderedList();
    private final transient DeferredContent content = new DeferredContent();

    public AccountView(SignedIn member) {
        this.member = member;
        addClassName("page");
        name.setValue(member.staff().name());
        name.setMaxLength(100);
        current.getElement().setAttribute("autocomplete", "current-password");
        password.getElement().setAttribute("autocomplete", "new-password");
        password.setHelperText(text("activation.password.hint"));
        add(
                new H1(text("own")),
                new Paragraph(text(
                        member.staff().isAdmin() ? "own.email.admin" : "own.email",
                        member.staff().email())),
                section("own.name.title", name, new ActionButton(text("own.name.save"), this::rename)),
                section(
                        "own.password.title",
                        new Paragraph(text("own.password.hint")),
                        current,
                        password,
                        new ActionButton(text("own.password.save"), this::changePassword)),
                section("own.sessions", new Paragraph(text("own.sessions.hint")), sessions));
        refresh();
    }

    @Override
    public void refresh() {
        Failures.guard(() -> content.ask(() -> member.api().ownSessions(), answer -> show(answer.get())));
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("own"));
    }

    private void rename() {
        names.clear();
        names.check("name", !name.getValue().isBlank(), text("own.name.missing"));
        if (names.areValid()) {
            saving(names, () -> {
                member.api().rename(name.getValue());
                Notice.done(text("own.name.done"));
            });
        }
    }

    private void changePassword() {
        passwords.clear();
        passwords.check("currentPassword", !current.isEmpty(), text("own.password.current.missing"));
        passwords.check("password", !password.isEmpty(), text("own.password.new.missing"));
        if (passwords.areValid()) {
            saving(passwords, () -> {
                member.api().changePassword(current.getValue(), password.getValue());
                List.of(current, password).forEach(HasValue::clear);
                Notice.done(text("own.password.done"));
                refresh();
            });
        }
    }

    private static void saving(FormFields fields, Runnable save) {
        Failures.guard(() -> {
            try {
                save.run();
            } catch (Refused refused) {
                if (!fields.show(refused.problem())) {
                    throw refused;
                }
            }
        });
    }

    private void show(List<OwnSession> all) {
        sessions.removeAll();
        all.forEach(session -> sessions.add(line(session)));
    }

    private ListItem line(OwnSession session) {
        var times = Times.ofReader(member.home());
        var when = new Span(text(
                "own.session",
                times.listed(session.signedInAt()),
                times.listed(session.lastUsedAt()),
                session.network()));
        when.addClassName("quiet");
        var line = new ListItem(
                new Div(new Span(
                        session.isCurrent() ? text("own.session.current", session.device()) : session.device())),
                when);
        if (!session.isCurrent()) {
            line.add(new ActionButton(
                    text("own.session.end"),
                    () -> Failures.guard(() -> {
                        member.api().endSession(session.id());
                        Notice.done(text("own.session.ended", session.device()));
                        refresh();
                    })));
        }
        return line;
    }

    private static Section section(String title, Component... parts) {
        var section = new Section(new H2(text(title)));
        section.addClassName("own-section");
        section.add(parts);
        return section;
    }
}
