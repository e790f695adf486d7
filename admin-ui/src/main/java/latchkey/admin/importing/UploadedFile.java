package latchkey.admin.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import latchkey.admin.api.StaffApi;

/** A list of people on its way to the backend: a temporary file that is gone once it is closed. */
final class UploadedFile implements AutoCloseable {

    private final Path path;

    private UploadedFile(Path path) {
        this.path = path;
    }

    /**
     * Reads the whole content; leaves nothing behind if that fails.
     *
     * @param name whose ending distinguishes a workbook from text
     * @throws TooLarge if there are more bytes than that
     */
    static UploadedFile of(String name, InputStream content, long mostBytes) throws IOException {
        boolean isWorkbook = name.toLowerCase(Locale.ROOT).endsWith(StaffApi.WORKBOOK);
        var file = new UploadedFile(Files.createTempFile("latchkey-import-", isWorkbook ? StaffApi.WORKBOOK : ".csv"));
        try (var target = Files.newOutputStream(file.path)) {
            content.transferTo(new Limited(target, mostBytes));
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More bytes than allowed. */
    static final class TooLarge extends IOException {

        TooLarge(long mostBytes) {
            super("more than " + mostBytes + " bytes");
        }
    }

    /** Accepts a limited number of bytes. */
    private static final class Limited extends java.io.FilterOutputStream {

        private final long most;
        private long taken;

        Limited(java.io.OutputStream target, long most) {
            super(target);
            this.most = most;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            taken += length;
            if (taken > most) {
                throw new TooLarge(most);
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }
    }
}
