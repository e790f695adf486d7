package latchkey.admin.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UploadedFileTest {

    private final byte[] mark = UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @Test
    void a_file_is_there_until_it_is_closed() throws IOException {
        var file = UploadedFile.of("list.csv", new ByteArrayInputStream(mark), 100);
        assertThat(file.path()).hasBinaryContent(mark);
        file.close();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void more_than_is_allowed_is_refused_and_leaves_nothing_behind() throws IOException {
        assertThatThrownBy(() -> UploadedFile.of("list.csv", new ByteArrayInputStream(mark), mark.length - 1))
                .isInstanceOf(UploadedFile.TooLarge.class);
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing_behind() throws IOException {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the browser went away");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> UploadedFile.of(
                        "list.csv", new SequenceInputStream(new ByteArrayInputStream(mark), broken), 100))
                .isInstanceOf(IOException.class);
        assertThat(leftBehind()).isEmpty();
    }

    /** Files with this test's mark: others may be importing at the same time. */
    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("latchkey-import-"))
                    .filter(this::hasMark)
                    .toList();
        }
    }

    private boolean hasMark(Path file) {
        try {
            String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            return !text.isEmpty() && new String(mark, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith(text);
        } catch (IOException e) {
            return false;
        }
    }
}
