package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import latchkey.admin.api.importing.ImportProgress;
import latchkey.admin.api.importing.ImportProgress.Step;

/** What is being done with the file, and its progress. */
final class Working extends Div {

    private final Paragraph sentence = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph count = new Paragraph();
    private final Paragraph hint = new Paragraph();
    private double comparing;

    /** @param stop called when the member wants it to end */
    Working(Runnable stop) {
        bar.getElement().setAttribute("aria-label", text("import.working"));
        sentence.getElement().setAttribute("role", "status");
        count.addClassName("hint");
        hint.addClassName("hint");
        addClassName("steps");
        var ways = new Div(new Button(text("import.stop"), click -> stop.run()));
        ways.addClassName("ways");
        add(sentence, bar, count, hint, ways);
        end();
    }

    /** @param comparing the share of the work that compares rows, from 0 to 1; the rest writes them */
    void begin(String what, String more, double comparing) {
        this.comparing = comparing;
        sentence.setText(what);
        hint.setText(more);
        count.setText(text("import.sending"));
        bar.setIndeterminate(true);
        setVisible(true);
    }

    /** Only one file is imported at a time. */
    void waiting() {
        count.setText(text("import.waiting"));
        bar.setIndeterminate(true);
    }

    void progress(ImportProgress progress) {
        boolean writing = progress.step() == Step.WRITING;
        bar.setIndeterminate(false);
        bar.setValue(writing ? comparing + (1 - comparing) * progress.share() : comparing * progress.share());
        count.setText(
                text(writing ? "import.written-so-far" : "import.compared-so-far", progress.done(), progress.of()));
    }

    void end() {
        setVisible(false);
    }
}
