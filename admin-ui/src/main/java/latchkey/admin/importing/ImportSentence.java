package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Paragraph;
import latchkey.admin.api.Problem;
import latchkey.admin.api.importing.ImportResult;
import latchkey.admin.api.importing.ImportRow.Verdict;

/** What a file comes to, in one sentence that screen readers hear. */
final class ImportSentence extends Paragraph {

    ImportSentence(String sentence) {
        super(sentence);
        getElement().setAttribute("role", "status");
        addClassName("headline");
    }

    /** @param complete whether the columns of the names are known */
    static String preview(ImportResult result, boolean complete) {
        if (result.rows().isEmpty()) {
            return text("import.no-rows");
        }
        return complete ? counted("import.preview", result) : text("import.choose-columns");
    }

    static String done(ImportResult result) {
        return counted(result.written() ? "import.done" : "import.nothing", result);
    }

    /** The backend says what is wrong with the file, but not that it speaks of the file. */
    static String refused(Problem problem) {
        return problem.errors().stream()
                .flatMap(errors -> errors.stream())
                .flatMap(error -> error.message().stream())
                .findFirst()
                .map(words -> text("import.refused.file", words))
                .orElseGet(problem::sentence);
    }

    private static String counted(String key, ImportResult result) {
        return text(
                key,
                result.count(Verdict.NEW),
                result.count(Verdict.CHANGED),
                result.count(Verdict.UNCHANGED),
                result.count(Verdict.REFUSED));
    }
}
