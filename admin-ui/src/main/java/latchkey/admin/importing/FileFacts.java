package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Paragraph;
import java.util.Map;
import latchkey.admin.api.importing.ImportResult;

/** How the file was read, so that a wrong guess is noticed before anything is saved. */
final class FileFacts extends Paragraph {

    private static final Map<String, String> SEPARATORS = Map.of(
            ",", "import.separator.commas",
            ";", "import.separator.semicolons",
            "\t", "import.separator.tabs",
            "|", "import.separator.bars");

    FileFacts(ImportResult result) {
        super(result.encoding()
                .map(encoding -> text(
                        "import.read.text",
                        encoding,
                        separator(result.separator().orElse("")),
                        result.namesRow()))
                .orElseGet(() -> text("import.read.workbook", result.namesRow())));
        addClassName("hint");
    }

    private static String separator(String separator) {
        return SEPARATORS.containsKey(separator) ? text(SEPARATORS.get(separator)) : "“" + separator + "”";
    }
}
