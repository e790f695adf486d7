package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;

/** What is being done with the file. How long it takes, nobody knows: the backend does it in one go. */
final class Working extends Div {

    private final Paragraph sentence = new Paragraph();
    private final Paragraph hint = new Paragraph();

    Working() {
        var bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", text("import.working"));
        sentence.getElement().setAttribute("role", "status");
        hint.addClassName("hint");
        addClassName("steps");
        add(sentence, bar, hint);
        end();
    }

    void begin(String what, String more) {
        sentence.setText(what);
        hint.setText(more);
        setVisible(true);
    }

    void end() {
        setVisible(false);
    }
}
