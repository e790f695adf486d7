package latchkey.password;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Where a library for Linux on x86-64 keeps the addresses of functions that it imports; all numbers count from the address
 * at which it is loaded (System V ABI, chapters 4 and 5).
 */
final class ElfImports {

    private static final int RELOCATIONS = 4;
    private static final int DYNAMIC_SYMBOLS = 11;
    private static final int JUMP_SLOT = 7;
    private static final int ENTRY = 24;

    private final ByteBuffer elf;
    private final Section symbols;
    private final Section names;

    ElfImports(Path library) throws IOException {
        elf = ByteBuffer.wrap(Files.readAllBytes(library)).order(ByteOrder.LITTLE_ENDIAN);
        symbols = sections(DYNAMIC_SYMBOLS)
                .mapToObj(this::section)
                .findFirst()
                .orElseThrow(() -> new IOException("no dynamic symbols"));
        names = section(symbols.link);
    }

    /** Where the address of an imported function stands once the library is loaded. */
    OptionalLong slot(String function) {
        return sections(RELOCATIONS)
                .mapToObj(this::section)
                .flatMapToLong(Section::entries)
                .filter(entry -> word(entry + 8) == JUMP_SLOT && named(word(entry + 12), function))
                .map(this::number)
                .findFirst();
    }

    /** Where a function that the library exports begins. */
    OptionalLong address(String function) {
        return IntStream.range(0, symbols.count())
                .filter(symbol -> named(symbol, function))
                .mapToLong(symbol -> number(symbols.entry(symbol) + 8))
                .findFirst();
    }

    private boolean named(int symbol, String function) {
        int start = names.offset + word(symbols.entry(symbol));
        for (int i = 0; i < function.length(); i++) {
            if (elf.get(start + i) != function.charAt(i)) {
                return false;
            }
        }
        return elf.get(start + function.length()) == 0;
    }

    private IntStream sections(int type) {
        return IntStream.range(0, elf.getShort(0x3c)).filter(index -> word(header(index) + 4) == type);
    }

    private Section section(int index) {
        long header = header(index);
        return new Section((int) number(header + 24), (int) number(header + 32), word(header + 40));
    }

    private long header(int index) {
        return number(0x28) + (long) index * elf.getShort(0x3a);
    }

    private int word(long offset) {
        return elf.getInt((int) offset);
    }

    private long number(long offset) {
        return elf.getLong((int) offset);
    }

    /** A table of entries of 24 bytes, which symbols and relocations both have. */
    private record Section(int offset, int size, int link) {

        int count() {
            return size / ENTRY;
        }

        long entry(int index) {
            return offset + (long) index * ENTRY;
        }

        LongStream entries() {
            return IntStream.range(0, count()).mapToLong(this::entry);
        }
    }
}
