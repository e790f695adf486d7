package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;

/** Says what happened and where to go next. */
public final class DeadEnd extends Div {

    /** Headline, hint, and the link to the contacts. */
    public DeadEnd(String headline, String hint) {
        addClassName("dead-end");
        add(new H1(headline), new Paragraph(hint), new Anchor("/contacts", text("to-contacts")));
    }
}
