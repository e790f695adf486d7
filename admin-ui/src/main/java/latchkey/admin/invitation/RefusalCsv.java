package latchkey.admin.invitation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static latchkey.admin.ui.Texts.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.invitation.Refusal;

/** Refusals as CSV. No cell can run as a formula in a spreadsheet. */
final class RefusalCsv {

    private RefusalCsv() {}

    static byte[] of(List<Refusal> refusals) {
        String header = line(text("column.name"), text("column.email"), text("column.reason"));
        return refusals.stream()
                .map(refusal -> line(refusal.name().orElse(""), refusal.email().orElse(""), refusal.reason()))
                .collect(Collectors.joining("", header, ""))
                .getBytes(UTF_8);
    }

    private static String line(String... cells) {
        return Stream.of(cells).map(RefusalCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String value) {
        String harmless = value.matches("(?s)[=+\\-@\t\r].*") ? "'" + value : value;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
