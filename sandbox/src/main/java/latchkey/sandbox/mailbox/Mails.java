package latchkey.sandbox.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest {@value #MOST} mails, kept as files of one folder. For any thread. */
public final class Mails {

    static final int MOST = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Mails.class);

    private final Path folder;
    private final Runnable changed;
    private final Deque<CapturedMail> newestFirst = new ArrayDeque<>();

    private Mails(Path folder, Runnable changed) {
        this.folder = folder;
        this.changed = changed;
    }

    /** @param changed called after each mail that arrives, and after all were deleted */
    public static Mails open(Path folder, Runnable changed) {
        var mails = new Mails(folder, changed);
        try {
            Files.createDirectories(folder);
            mails.load();
            return mails;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mail is on disk when this returns, so it may be acknowledged. */
    public void keep(MimeMessage message, String recipient) throws IOException, MessagingException {
        synchronized (this) {
            newestFirst.addFirst(
                    MailFile.write(folder, nextId(), message, recipient).read());
            if (newestFirst.size() > MOST) {
                Files.delete(file(newestFirst.removeLast().id()).path());
            }
        }
        changed.run();
    }

    synchronized List<CapturedMail> to(String recipient) {
        return newestFirst.stream().filter(mail -> mail.isTo(recipient)).toList();
    }

    synchronized Optional<CapturedMail> find(String id) {
        return newestFirst.stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    String source(CapturedMail mail) {
        try {
            return file(mail.id()).source();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() throws IOException {
        synchronized (this) {
            for (MailFile file : files()) {
                Files.delete(file.path());
            }
            newestFirst.clear();
        }
        changed.run();
    }

    private void load() throws IOException {
        for (MailFile file : files()) {
            try {
                newestFirst.addFirst(file.read());
            } catch (MessagingException | IOException e) {
                LOG.atWarn().setCause(e).log("A kept mail can't be read: {}", file.path());
            }
        }
    }

    private List<MailFile> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(MailFile.ENDING))
                    .map(MailFile::new)
                    .sorted(Comparator.comparingLong(MailFile::id))
                    .toList();
        }
    }

    private MailFile file(String id) {
        return new MailFile(folder.resolve(id + MailFile.ENDING));
    }

    // The time of arrival, increased if two mails share it: ids sort by arrival.
    private long nextId() {
        long now = System.currentTimeMillis();
        return newestFirst.isEmpty()
                ? now
                : Math.max(now, Long.parseLong(newestFirst.getFirst().id()) + 1);
    }
}
