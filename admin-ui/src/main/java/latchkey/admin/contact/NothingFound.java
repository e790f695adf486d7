package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import latchkey.admin.api.contact.Filter;

/** What an empty grid says: why it may be empty, and what to do next. */
final class NothingFound extends Div {

    private final Paragraph hint = new Paragraph(text("contacts.none.hint"));

    NothingFound(Runnable clear, Runnable create) {
        addClassName("empty");
        var headline = new Span(text("contacts.none"));
        headline.addClassName("empty-headline");
        var ways = new Div(
                new Button(text("contacts.none.clear"), click -> clear.run()),
                new Button(text("contact.new"), click -> create.run()));
        ways.addClassName("ways");
        add(headline, hint, ways);
    }

    /** The import in the address may not exist, or not be visible to this member. */
    void explain(Filter filter) {
        hint.setText(text(filter.importId().isPresent() ? "contacts.none.import" : "contacts.none.hint"));
    }
}
