package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import latchkey.web.Problem;

/** How a file writes its characters, as is told by its first bytes, by its zeros, or by what its text would be. */
record Encoding(String name, Charset charset, Pattern plausible) {

    /** Characters beyond ASCII where names and sentences have them; what is read in a wrong encoding has them elsewhere. */
    private static final Pattern WESTERN = plausible("À-ÖØ-Þ", "ß-öø-ÿšœž", "");

    /** Beside letters at the places of other letters those at the places of signs, which tell it from the other two. */
    private static final Pattern CENTRAL = plausible(
            "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖŘŮÚŰÜÝŢ",
            "ßŕáâăäĺćçčéęëěíîďđńňóôőöřůúűüýţśšž",
            "|(?<!\\p{Ll})[ŁĄĽŻŹŤ](?=\\p{L})|(?<=\\p{L})[łąľżźť](?=\\p{Ll})|(?<=\\p{L}{3})[łľżźť]");

    private static final Encoding UTF_8 = new Encoding("UTF-8", StandardCharsets.UTF_8, WESTERN);
    private static final Encoding MOSTLY_UTF_8 =
            new Encoding("UTF-8 and Windows-1252", StandardCharsets.UTF_8, WESTERN);
    private static final Encoding UTF_16LE = new Encoding("UTF-16", StandardCharsets.UTF_16LE, WESTERN);
    private static final Encoding UTF_16BE = new Encoding("UTF-16", StandardCharsets.UTF_16BE, WESTERN);

    /** Those of one byte, the most frequent one first. */
    private static final List<Encoding> OF_ONE_BYTE = List.of(
            new Encoding("Windows-1252", Charset.forName("windows-1252"), WESTERN),
            new Encoding("Mac OS Roman", Charset.forName("x-MacRoman"), WESTERN),
            new Encoding("Windows-1250", Charset.forName("windows-1250"), CENTRAL));

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** @param chosen the name of one, for a file that doesn't tell by itself that it is of two bytes */
    static Encoding of(Buffer file, Optional<String> chosen) throws IOException {
        Optional<Encoding> ofTwoBytes = marked(file).or(() -> unmarked(file));
        mustBeText(file, ofTwoBytes.isPresent() ? 2 : 1);
        if (ofTwoBytes.isPresent()) {
            return ofTwoBytes.get();
        }
        Optional<Encoding> named = Stream.concat(Stream.of(MOSTLY_UTF_8), OF_ONE_BYTE.stream())
                .filter(encoding -> chosen.filter(encoding.name::equals).isPresent())
                .filter(encoding -> !encoding.equals(MOSTLY_UTF_8) || MostlyUtf8.is(file))
                .findFirst();
        Optional<Encoding> found = named.isPresent() ? named : unicode(file);
        if (found.isEmpty() && chosen.isPresent()) {
            throw Problem.of(400, "bad-request").field("encoding", "invalid.encoding");
        }
        return found.isPresent() ? found.get() : likeliest(file);
    }

    /** The file in one encoding. */
    Buffer text(Buffer file) {
        return equals(MOSTLY_UTF_8) ? MostlyUtf8.mended(file) : file;
    }

    BufferedReader reader(Buffer file) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(new BufferInput(file), charset));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static Optional<Encoding> marked(Buffer file) {
        return startsWith(file, 0xFF, 0xFE)
                ? Optional.of(UTF_16LE)
                : startsWith(file, 0xFE, 0xFF) ? Optional.of(UTF_16BE) : Optional.empty();
    }

    /** Where most characters are of the Latin script, every other byte is a zero; no character is two of them. */
    private static Optional<Encoding> unmarked(Buffer file) {
        int pairs = file.length() / 2;
        int first = 0;
        int second = 0;
        for (int i = 0; i < pairs; i++) {
            boolean isFirst = file.getByte(2 * i) == 0;
            boolean isSecond = file.getByte(2 * i + 1) == 0;
            if (isFirst && isSecond) {
                return Optional.empty();
            }
            first += isFirst ? 1 : 0;
            second += isSecond ? 1 : 0;
        }
        return 2 * second > pairs
                ? Optional.of(UTF_16LE)
                : 2 * first > pairs ? Optional.of(UTF_16BE) : Optional.empty();
    }

    /** No text has a NUL. */
    private static void mustBeText(Buffer file, int bytes) {
        for (int i = 0; i + bytes <= file.length(); i += bytes) {
            if (file.getByte(i) == 0 && file.getByte(i + bytes - 1) == 0) {
                throw Problem.of(400, "bad-request").field("body", "invalid.csv");
            }
        }
    }

    private static Optional<Encoding> unicode(Buffer file) throws IOException {
        return isUtf8(file) ? Optional.of(UTF_8) : Optional.of(MOSTLY_UTF_8).filter(encoding -> MostlyUtf8.is(file));
    }

    private static boolean isUtf8(Buffer file) throws IOException {
        try (Reader strict = new InputStreamReader(new BufferInput(file), StandardCharsets.UTF_8.newDecoder())) {
            strict.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Of those that make as much sense the first one. */
    private static Encoding likeliest(Buffer file) throws IOException {
        Encoding likeliest = OF_ONE_BYTE.getFirst();
        long most = -1;
        for (Encoding encoding : OF_ONE_BYTE) {
            long count = encoding.count(file);
            if (count > most) {
                likeliest = encoding;
                most = count;
            }
        }
        return likeliest;
    }

    private long count(Buffer file) throws IOException {
        try (BufferedReader reader = reader(file)) {
            return reader.lines()
                    .mapToLong(line -> plausible.matcher(line).results().count())
                    .sum();
        }
    }

    private static Pattern plausible(String capitals, String letters, String others) {
        return Pattern.compile("(?<!\\p{Ll})[" + capitals + "](?!\\p{Lu}\\p{Ll})|[" + letters + "]"
                + "|(?<=\\p{L})[’”™…]|[‘“](?=\\p{L})|(?<= )[–—](?= )" + others);
    }

    private static boolean startsWith(Buffer file, int first, int second) {
        return file.length() >= 2 && file.getUnsignedByte(0) == first && file.getUnsignedByte(1) == second;
    }
}
