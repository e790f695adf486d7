package latchkey.transfer.sheet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** UTF-8 in which a byte that is no part of a character is one of Windows-1252. */
final class MostlyUtf8 extends Charset {

    private static final Charset OTHER = Charset.forName("windows-1252");

    MostlyUtf8() {
        super("x-latchkey-mostly-utf-8", new String[0]);
    }

    @Override
    public boolean contains(Charset charset) {
        return StandardCharsets.UTF_8.contains(charset);
    }

    @Override
    public CharsetDecoder newDecoder() {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        return new CharsetDecoder(this, 1, 1) {

            @Override
            protected CoderResult decodeLoop(ByteBuffer bytes, CharBuffer characters) {
                CoderResult result = utf8.reset().decode(bytes, characters, false);
                while (result.isMalformed() && characters.hasRemaining()) {
                    characters.put(OTHER.decode(ByteBuffer.wrap(new byte[] {bytes.get()})));
                    result = utf8.decode(bytes, characters, false);
                }
                return result.isMalformed() ? CoderResult.OVERFLOW : result;
            }
        };
    }

    @Override
    public CharsetEncoder newEncoder() {
        throw new UnsupportedOperationException();
    }
}
