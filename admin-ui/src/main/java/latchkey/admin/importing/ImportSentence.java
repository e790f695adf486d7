package latchkey.admin.importing;

import static java.util.stream.Collectors.joining;
import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Paragraph;
import java.util.stream.Stream;
import latchkey.admin.api.Problem;
import latchkey.admin.api.importing.ImportResult;
import latchkey.admin.api.importing.ImportRow.Verdict;
import latchkey.admin.ui.Notice;

/** The outcome for a file, in one sentence announced to screen readers. */
final class ImportSentence extends Paragraph {

    ImportSentence(String sentence) {
        super(sentence);
        getElement().setAttribute("role", "status");
        addClassName("headline");
    }

    static String preview(ImportResult result) {
        return result.rows().isEmpty()
                ? text("import.no-rows")
                : text("import.preview", counts("import.preview.", result));
    }

    static String done(ImportResult result) {
        return text(result.written() ? "import.done" : "import.nothing", counts("import.done.", result));
    }

    /** The backend's words leave out their subject: the file. */
    static String refused(Problem problem) {
        return problem.errors().stream()
                .flatMap(errors -> errors.stream())
                .flatMap(error -> error.message().stream())
                .findFirst()
                .map(words -> text("import.refused.file", words))
                .orElseGet(() -> Notice.sentence(problem));
    }

    /** The number of rows of each verdict. */
    private static String counts(String key, ImportResult result) {
        return Stream.of(Verdict.values())
                .filter(verdict -> result.count(verdict) > 0)
                .map(verdict -> text(key + verdict, result.count(verdict)))
                .collect(joining(", "));
    }
}
