package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;

/** The product's mark and name. */
public final class Brand extends Div {

    public Brand() {
        addClassName("brand");
        add(mark(), new Span(text("app.name")));
    }

    /** The mark alone, without alternative text: the name is beside it. */
    public static Image mark() {
        return new Image("favicon.svg", "");
    }
}
