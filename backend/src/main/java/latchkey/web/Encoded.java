package latchkey.web;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import latchkey.text.Unicode;

/** Text as URLs and forms carry it: one character per byte, and {@code %} with two digits for any other byte. */
public final class Encoded {

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private Encoded() {}

    /** The text, if all of it is valid UTF-8. */
    public static Optional<String> decode(String encoded) {
        if (BROKEN_ESCAPE.matcher(encoded).find()) {
            return Optional.empty();
        }
        byte[] bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text).filter(Unicode::isText);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
