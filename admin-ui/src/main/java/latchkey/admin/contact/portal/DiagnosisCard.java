package latchkey.admin.contact.portal;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.Diagnosis;
import latchkey.admin.api.contact.Diagnosis.Action;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.ui.Skeleton;
import latchkey.admin.ui.Times;

/**
 * Why this client can't get in: one sentence, what to say on the phone, what it rests on. What fixes it is nearly
 * always the tab's one primary action, and is named; only what lies elsewhere has a button here.
 */
final class DiagnosisCard extends Section {

    private final transient Runnable editContact;
    private final Div content = new Div(new Skeleton(5));

    DiagnosisCard(Runnable editContact) {
        this.editContact = editContact;
        addClassName("diagnosis");
        var heading = new H3(text("diagnosis"));
        heading.setId("diagnosis");
        setAriaLabelledBy("diagnosis");
        add(heading, content);
    }

    void show(Diagnosis diagnosis, Contact contact, Times times) {
        content.removeAll();
        var headline = new Paragraph(diagnosis.headline());
        headline.addClassName("headline");
        var advice = new Paragraph(new Span(text("diagnosis.say")), new Span(" " + diagnosis.advice()));
        advice.addClassName("advice");
        content.add(headline, advice);
        diagnosis.action().ifPresent(action -> content.add(fix(action, contact.status())));
        if (!diagnosis.evidence().isEmpty()) {
            var evidence = new UnorderedList();
            evidence.addClassName("evidence");
            diagnosis.evidence().forEach(seen -> evidence.add(line(seen, times)));
            content.add(evidence);
        }
    }

    private com.vaadin.flow.component.Component fix(Action action, PortalStatus status) {
        if (action == Action.EDIT_CONTACT) {
            return new Button(text("diagnosis.edit"), click -> editContact.run());
        }
        var named = new Paragraph(text("diagnosis.fix", text("diagnosis.action." + action)));
        named.addClassName("hint");
        named.setVisible(status != PortalStatus.ACTIVE || action == Action.RESET);
        return named;
    }

    private static ListItem line(Diagnosis.Evidence seen, Times times) {
        var line = new ListItem(new Span(seen.text()));
        seen.at().ifPresent(at -> {
            var when = new Span(times.exact(at));
            when.addClassName("when");
            line.addComponentAsFirst(when);
        });
        return line;
    }
}
