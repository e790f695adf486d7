package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.importing.Import;
import latchkey.admin.ui.Times;

/** Chooses the contacts of one import, by who imported them and when. Hidden if there are no imports. */
final class ImportChoice extends Select<String> {

    private final transient Times times;
    private transient List<Import> known = List.of();

    ImportChoice(SignedIn member) {
        times = Times.ofReader(member.home());
        addClassName("import-choice");
        setVisible(false);
    }

    /** The value stays even if it isn't among them: the address may name an older import. */
    void show(List<Import> imports) {
        known = imports;
        choose(getOptionalValue());
    }

    void choose(Optional<String> id) {
        var names = known.stream().collect(Collectors.toMap(Import::id, this::name));
        setItems(Stream.concat(known.stream().map(Import::id), id.stream())
                .distinct()
                .toList());
        setItemLabelGenerator(one ->
                one == null ? text("filter.import.all") : names.getOrDefault(one, text("filter.import.unknown")));
        setValue(id.orElse(null));
        setVisible(!known.isEmpty() || id.isPresent());
        // The list beside a contact is narrow.
        setTooltipText(id.map(chosen -> names.getOrDefault(chosen, text("filter.import.unknown")))
                .orElse(""));
    }

    private String name(Import one) {
        return text("filter.import.of", times.listed(one.importedAt()), one.importedBy(), one.added());
    }
}
