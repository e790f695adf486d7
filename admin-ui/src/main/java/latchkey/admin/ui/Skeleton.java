package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.stream.IntStream;

/** A placeholder while something loads: grey lines where text will be, and a word for screen readers. */
public final class Skeleton extends Div {

    public Skeleton(int lines) {
        addClassName("skeleton");
        getElement().setAttribute("role", "status");
        var word = new Span(text("waiting"));
        word.addClassName("unseen");
        add(word);
        IntStream.range(0, lines).forEach(line -> add(line()));
    }

    private static Div line() {
        var line = new Div();
        line.getElement().setAttribute("aria-hidden", "true");
        return line;
    }
}
