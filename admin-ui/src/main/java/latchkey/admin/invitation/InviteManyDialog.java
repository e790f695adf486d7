package latchkey.admin.invitation;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.invitation.InvitationGroup;
import latchkey.admin.api.invitation.InvitationPreview;
import latchkey.admin.api.invitation.InvitationPreview.AllowedGroup;
import latchkey.admin.api.invitation.InvitationPreview.RefusedGroup;
import latchkey.admin.api.invitation.InvitationPreview.Warning;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Texts;

/** Says who can be invited and why the others can't, and asks which groups to invite; then shows the progress. */
public final class InviteManyDialog extends Dialog {

    /** How long a start can be undone. */
    private static final int UNDO_SECONDS = 10;

    private final transient SignedIn member;
    private final transient Selection selection;
    private final transient Runnable started;
    /** One key for all clicks: if an answer was lost, the next one finds the batch that was started. */
    private final UUID key = UUID.randomUUID();

    private final CheckboxGroup<AllowedGroup> groups = new CheckboxGroup<>(text("invite.groups"));
    private final ActionButton start = new ActionButton("", this::start, this::isAnythingTicked).primary();

    private InviteManyDialog(SignedIn member, Selection selection, Runnable started) {
        this.member = member;
        this.selection = selection;
        this.started = started;
        setHeaderTitle(text("invite.many"));
        setWidth("36rem");
        setCloseOnOutsideClick(false);
    }

    public static void open(SignedIn member, Selection selection) {
        open(member, selection, () -> {});
    }

    /** @param started is run when the invitations are on their way */
    public static void open(SignedIn member, Selection selection, Runnable started) {
        Failures.guard(() -> {
            var dialog = new InviteManyDialog(member, selection, started);
            dialog.show(member.api().preview(selection));
            dialog.open();
        });
    }

    private void show(InvitationPreview preview) {
        var can = new Div(new Paragraph(text("invite.preview", preview.allowed(), preview.total())));
        if (!preview.refused().isEmpty()) {
            var reasons = new UnorderedList();
            preview.refused()
                    .forEach(group -> reasons.add(
                            new ListItem(new Span(text("invite.preview.refused", group.count(), reason(group))))));
            can.add(reasons);
        }
        var all = new Div(can);
        all.addClassName("stack");
        if (!preview.warnings().isEmpty()) {
            var warnings = new UnorderedList();
            preview.warnings().forEach(warning -> warnings.add(line(warning)));
            all.add(new Div(new Paragraph(text("invite.preview.warnings")), warnings));
        }
        show(preview.groups());
        all.add(groups);
        add(all);
        start.setVisible(preview.allowed() > 0);
        getFooter().add(new Button(text("cancel"), click -> close()), start);
    }

    /** A contact opens in another tab, so that this dialog stays. */
    private static ListItem line(Warning warning) {
        var names = new Span();
        warning.first().forEach(person -> {
            var open = new Anchor("/contacts/" + person.contactId(), person.name(), AnchorTarget.BLANK);
            open.setAriaLabel(text("invite.preview.warning.open", person.name()));
            names.add(new Span(names.getComponentCount() == 0 ? ": " : ", "), open);
        });
        int more = warning.count() - warning.first().size();
        if (more > 0) {
            names.add(new Span(" " + text("invite.preview.warning.more", more)));
        }
        return new ListItem(new Span(text("invite.preview.warning." + warning.type(), warning.count())), names);
    }

    /** In the plural, where the backend's sentence is about one. */
    private static String reason(RefusedGroup group) {
        String key = "invite.preview.refused." + group.type();
        return Texts.has(key) ? text(key) : group.reason();
    }

    /** Ticks the groups for which no working link and no revocation is overridden. */
    private void show(List<AllowedGroup> allowed) {
        groups.setItems(allowed);
        groups.setItemLabelGenerator(group -> text("invite.group." + group.group(), group.count()));
        groups.setVisible(!allowed.isEmpty());
        var _ = groups.addValueChangeListener(change -> ticked());
        groups.setValue(allowed.stream()
                .filter(group -> group.group() == InvitationGroup.NEW || group.group() == InvitationGroup.EXPIRED)
                .collect(Collectors.toSet()));
        ticked();
    }

    private void ticked() {
        int count = groups.getValue().stream().mapToInt(AllowedGroup::count).sum();
        start.setText(text("invite.start", count));
        start.setEnabled(count > 0);
    }

    private boolean isAnythingTicked() {
        return !groups.isEmpty();
    }

    private void start() {
        Set<InvitationGroup> ticked =
                groups.getValue().stream().map(AllowedGroup::group).collect(Collectors.toSet());
        String batch = member.api().inviteAll(selection.only(ticked).startingIn(UNDO_SECONDS), key);
        started.run();
        removeAll();
        getFooter().removeAll();
        add(new BatchProgress(member, batch));
        getFooter().add(new Button(text("close"), click -> close()));
    }
}
