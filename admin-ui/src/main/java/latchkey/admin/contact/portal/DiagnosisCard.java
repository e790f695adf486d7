package latchkey.admin.contact.portal;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Optional;
import latchkey.admin.api.contact.Diagnosis;
import latchkey.admin.ui.Shown;
import latchkey.admin.ui.Skeleton;
import latchkey.admin.ui.Times;

/** Why this client can't get in: one sentence, what to say on the phone, the button that fixes it, the evidence. */
final class DiagnosisCard extends Section {

    private final Div sentences = new Div(new Skeleton(5));
    private final Div fix = new Div();
    private final Div evidence = new Div();
    private final transient Shown<Diagnosis> shown = new Shown<>();

    DiagnosisCard() {
        addClassName("diagnosis");
        var heading = new H3(text("diagnosis"));
        heading.setId("diagnosis");
        setAriaLabelledBy("diagnosis");
        fix.addClassName("ways");
        add(heading, sentences, fix, evidence);
    }

    void show(Diagnosis diagnosis, Times times) {
        shown.show(diagnosis, now -> draw(now, times));
    }

    /** The button that fixes it, if anything does. */
    void fixWith(Optional<Component> button) {
        fix.removeAll();
        button.ifPresent(fix::add);
        fix.setVisible(button.isPresent());
    }

    private void draw(Diagnosis diagnosis, Times times) {
        sentences.removeAll();
        evidence.removeAll();
        var headline = new Paragraph(diagnosis.headline());
        headline.addClassName("headline");
        var advice = new Paragraph(new Span(text("diagnosis.say")), new Span(" " + diagnosis.advice()));
        advice.addClassName("advice");
        sentences.add(headline, advice);
        if (!diagnosis.evidence().isEmpty()) {
            var seen = new UnorderedList();
            seen.addClassName("evidence");
            diagnosis.evidence().forEach(one -> seen.add(line(one, times)));
            evidence.add(seen);
        }
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
