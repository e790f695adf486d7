package latchkey.door;

import java.nio.charset.StandardCharsets;

/** Text in a header of ours: printable ASCII stays, all else and {@code %} become percent-encoded UTF-8. */
final class PercentEncoded {

    private PercentEncoded() {}

    /** The reverse of {@code decodeURIComponent}. */
    static String encode(String text) {
        var encoded = new StringBuilder(text.length());
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            if (unit >= ' ' && unit <= '~' && unit != '%') {
                encoded.append((char) unit);
            } else {
                encoded.append("%%%02X".formatted(unit & 0xff));
            }
        }
        return encoded.toString();
    }
}
