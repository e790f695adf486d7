package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.select.Select;
import java.util.Optional;

/** The encoding of a text file, if it isn't certain. */
final class EncodingChoice extends Select<String> {

    private static final String CERTAIN = "UTF-8";

    private transient Optional<String> chosen = Optional.empty();
    private boolean silent;

    EncodingChoice(Runnable changed) {
        setLabel(text("import.encoding"));
        setHelperText(text("import.encoding.hint"));
        setItems("Windows-1252", "Windows-1250", "Mac OS Roman", CERTAIN, "UTF-8 and Windows-1252");
        setItemLabelGenerator(name -> text("import.encoding." + name.replace(' ', '-')));
        forget();
        var _ = addValueChangeListener(change -> {
            if (!silent) {
                chosen = getOptionalValue();
                changed.run();
            }
        });
    }

    /** The encoding that the member chose. */
    Optional<String> chosen() {
        return chosen;
    }

    void forget() {
        chosen = Optional.empty();
        show(Optional.empty());
    }

    /** @param encoding that the file was read in; empty for a workbook */
    void show(Optional<String> encoding) {
        Optional<String> known = encoding.filter(getListDataView()::contains);
        silent = true;
        known.ifPresentOrElse(this::setValue, this::clear);
        silent = false;
        setVisible(known.isPresent() && (chosen.isPresent() || !known.get().equals(CERTAIN)));
    }
}
