package latchkey.sandbox.browser.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook with one sheet, as small as spreadsheet programs open it. */
final class Workbook {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private Workbook() {}

    /** @param rows of texts and numbers */
    static byte[] of(List<?>... rows) {
        var parts = new LinkedHashMap<String, String>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns='" + PACKAGE + "content-types'><Default Extension='rels'"
                        + " ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override"
                        + " PartName='/xl/workbook.xml' ContentType='" + SHEET + "sheet.main+xml'/>"
                        + "<Override PartName='/xl/worksheets/sheet1.xml' ContentType='" + SHEET
                        + "worksheet+xml'/></Types>");
        parts.put("_rels/.rels", relationship("officeDocument", "xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns='" + MAIN + "' xmlns:r='" + OFFICE
                        + "'><sheets><sheet name='Clients' sheetId='1' r:id='rId1'/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", relationship("worksheet", "worksheets/sheet1.xml"));
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='" + MAIN + "'><sheetData>"
                        + Stream.of(rows).map(Workbook::row).collect(Collectors.joining())
                        + "</sheetData></worksheet>");
        return zipped(parts);
    }

    private static String relationship(String type, String target) {
        return "<Relationships xmlns='" + PACKAGE + "relationships'><Relationship Id='rId1' Type='" + OFFICE + "/"
                + type + "' Target='" + target + "'/></Relationships>";
    }

    private static String row(List<?> cells) {
        return cells.stream().map(Workbook::cell).collect(Collectors.joining("", "<row>", "</row>"));
    }

    private static String cell(Object value) {
        return value instanceof Number
                ? "<c><v>" + value + "</v></c>"
                : "<c t='inlineStr'><is><t>" + value + "</t></is></c>";
    }

    private static byte[] zipped(Map<String, String> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
