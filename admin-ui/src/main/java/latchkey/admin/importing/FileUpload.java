package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.util.function.Consumer;
import latchkey.admin.ui.Live;

/** Accepts one file, or says why not. */
final class FileUpload {

    /** The staff API's limit. */
    private static final int MOST_BYTES = 24 * 1024 * 1024;

    private static final int ROOM_FOR_THE_FORM = 64 * 1024;

    private FileUpload() {}

    /** @param refused receives why a file was not even sent */
    static Upload of(Consumer<UploadedFile> taken, Consumer<String> refused, Runnable removed) {
        var upload = new Upload(new Receiver(taken));
        upload.setAcceptedFileExtensions(".csv", ".txt", ".tsv", ".xlsx");
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setMaxFiles(1);
        upload.setMaxFileSize(MOST_BYTES);
        upload.setI18n(texts());
        var _ = upload.addFileRejectedListener(rejected -> refused.accept(rejected.getErrorMessage()));
        var _ = upload.addFileRemovedListener(file -> removed.run());
        return upload;
    }

    /** The browser checks the limit too, but only on our own page. */
    private record Receiver(Consumer<UploadedFile> taken) implements UploadHandler {

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            // Read now, while the page is open: it may be left before the last byte arrives.
            UI ui = event.getUI();
            UploadedFile file = UploadedFile.of(event.getFileName(), event.getInputStream(), MOST_BYTES);
            Live.on(ui, () -> taken.accept(file), file::close);
        }

        @Override
        public long getRequestSizeMax() {
            return MOST_BYTES + ROOM_FOR_THE_FORM;
        }

        @Override
        public long getFileSizeMax() {
            return MOST_BYTES;
        }
    }

    private static UploadI18N texts() {
        return new UploadI18N()
                .setAddFiles(new UploadI18N.AddFiles().setOne(text("upload.choose")))
                .setDropFiles(new UploadI18N.DropFiles().setOne(text("upload.drop")))
                .setFile(new UploadI18N.File()
                        .setRetry(text("upload.retry"))
                        .setStart(text("upload.start"))
                        .setRemove(text("upload.remove")))
                .setError(new UploadI18N.Error()
                        .setTooManyFiles(text("upload.too-many"))
                        .setFileIsTooBig(text("upload.too-big"))
                        .setIncorrectFileType(text("upload.wrong-type")))
                .setUploading(new UploadI18N.Uploading()
                        .setStatus(status())
                        .setRemainingTime(new UploadI18N.Uploading.RemainingTime()
                                .setPrefix(text("upload.remaining") + " ")
                                .setUnknown(text("upload.remaining.unknown")))
                        .setError(errors()));
    }

    private static UploadI18N.Uploading.Status status() {
        return new UploadI18N.Uploading.Status()
                .setConnecting(text("upload.connecting"))
                .setStalled(text("upload.stalled"))
                .setProcessing(text("upload.processing"))
                .setHeld(text("upload.held"));
    }

    private static UploadI18N.Uploading.Error errors() {
        return new UploadI18N.Uploading.Error()
                .setServerUnavailable(text("upload.failed"))
                .setUnexpectedServerError(text("upload.failed"))
                .setForbidden(text("upload.failed"))
                .setFileTooLarge(text("upload.too-big"));
    }
}
