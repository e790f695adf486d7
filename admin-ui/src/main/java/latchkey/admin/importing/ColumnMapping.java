package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.page.WebStorage;
import com.vaadin.flow.component.select.Select;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps the file's columns to fields. The browser remembers the choice for files with the same columns. */
final class ColumnMapping extends Details {

    private static final List<String> FIELDS = List.of(
            "givenName", "familyName", "fullName", "email", "phone", "reference", "jobReference", "jobName", "region");
    private static final List<String> NAMES = List.of("givenName", "familyName");

    /** This many fit into a line. */
    private static final int MOST_NAMES = 6;

    private static final String KEY = "latchkey-import-mapping ";

    private final transient Runnable changed;
    private final FormLayout form = new FormLayout();
    private final Map<String, Select<String>> choices = new LinkedHashMap<>();
    private transient List<String> columns = List.of();
    private boolean silent;

    ColumnMapping(Runnable changed) {
        this.changed = changed;
        setSummaryText(text("import.mapping"));
        for (String field : FIELDS) {
            var choice = new Select<String>();
            choice.setLabel(text("field." + field));
            choice.setEmptySelectionAllowed(true);
            choice.setEmptySelectionCaption(text("import.mapping.none"));
            choice.setErrorMessage(text("import.mapping.missing"));
            choice.setManualValidation(true);
            var _ = choice.addValueChangeListener(change -> {
                if (!silent) {
                    changed.run();
                }
            });
            choices.put(field, choice);
            form.add(choice);
        }
        add(form);
    }

    void clear() {
        columns = List.of();
        setOpened(false);
        setVisible(false);
        silently(() -> choices.values().forEach(Select::clear));
    }

    /** Whether the columns of the names are known, without which nothing can be imported. */
    boolean isComplete() {
        return missing().isEmpty();
    }

    /** What to do if they are not. */
    String request() {
        List<String> missing = missing();
        return missing.size() == 1
                ? text("import.choose-columns." + missing.getFirst())
                : text("import.choose-columns");
    }

    private List<String> missing() {
        var fields = value().keySet();
        return fields.contains("fullName")
                ? List.of()
                : NAMES.stream().filter(field -> !fields.contains(field)).toList();
    }

    Map<String, String> value() {
        return choices.entrySet().stream()
                .filter(choice -> choice.getValue().getOptionalValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, choice -> choice.getValue().getValue()));
    }

    /**
     * Shows how the backend understood the columns.
     *
     * @param fallbacks for a field, the columns that count if its own is empty
     */
    void show(List<String> names, Map<String, String> mapping, Map<String, List<String>> fallbacks) {
        List<String> found =
                names.stream().filter(name -> !name.isBlank()).distinct().toList();
        boolean other = !columns.equals(found);
        columns = found;
        silently(() -> choices.forEach((field, choice) -> {
            if (other) {
                choice.setItems(columns);
            }
            choice.setValue(mapping.get(field));
            choice.setHelperText(Optional.ofNullable(fallbacks.get(field))
                    .map(fallback -> text("import.mapping.fallback", String.join(", ", fallback)))
                    .orElse(""));
        }));
        mark();
        tellUnused(mapping, fallbacks);
        setOpened(isOpened() || !isComplete());
        setVisible(true);
        if (other) {
            WebStorage.getItem(KEY + String.join("|", columns), this::recall);
        }
    }

    /** Columns that are not named here would be lost silently. */
    private void tellUnused(Map<String, String> mapping, Map<String, List<String>> fallbacks) {
        List<String> unused = columns.stream()
                .filter(name -> !mapping.containsValue(name)
                        && fallbacks.values().stream().noneMatch(names -> names.contains(name)))
                .toList();
        String first = unused.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        setSummaryText(
                unused.isEmpty()
                        ? text("import.mapping")
                        : text("import.mapping.unused", unused.size(), first, unused.size() > MOST_NAMES ? 1 : 0));
    }

    private void mark() {
        List<String> missing = missing();
        choices.forEach((field, choice) -> choice.setInvalid(missing.contains(field)));
    }

    void remember() {
        WebStorage.setItem(
                KEY + String.join("|", columns),
                value().entrySet().stream()
                        .map(choice -> choice.getKey() + "=" + choice.getValue())
                        .collect(Collectors.joining("\n")));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        form.setResponsiveSteps(
                new FormLayout.ResponsiveStep("0", 1),
                new FormLayout.ResponsiveStep("30rem", 2),
                new FormLayout.ResponsiveStep("50rem", 3));
    }

    private void recall(@Nullable String remembered) {
        Map<String, String> before = value();
        silently(() -> Optional.ofNullable(remembered).stream()
                .flatMap(String::lines)
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2 && choices.containsKey(pair[0]) && columns.contains(pair[1]))
                .forEach(pair -> Optional.ofNullable(choices.get(pair[0])).ifPresent(it -> it.setValue(pair[1]))));
        if (!before.equals(value())) {
            changed.run();
        }
    }

    private void silently(Runnable task) {
        silent = true;
        task.run();
        silent = false;
    }
}
