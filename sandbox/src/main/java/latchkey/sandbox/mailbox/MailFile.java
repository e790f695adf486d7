package latchkey.sandbox.mailbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** One mail in a file as it arrived, named after the time of its arrival; a header of the file names the recipient. */
record MailFile(Path path) {

    static final String ENDING = ".eml";
    private static final String RECIPIENT = "Delivered-To";

    static MailFile write(Path folder, long id, MimeMessage message, String recipient)
            throws IOException, MessagingException {
        Path draft = folder.resolve(id + ".draft");
        try (var out = Files.newOutputStream(draft)) {
            out.write((RECIPIENT + ": " + recipient + "\r\n").getBytes(StandardCharsets.UTF_8));
            message.writeTo(out);
        }
        Path path = folder.resolve(id + ENDING);
        return new MailFile(Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE));
    }

    CapturedMail read() throws IOException, MessagingException {
        try (var in = Files.newInputStream(path)) {
            var message = new MimeMessage(Session.getInstance(new Properties()), in);
            var headers = headers(message);
            return new CapturedMail(
                    Long.toString(id()),
                    Instant.ofEpochMilli(id()),
                    headers.getOrDefault("From", ""),
                    headers.getOrDefault(RECIPIENT, ""),
                    headers.getOrDefault("Subject", ""),
                    content(message, "text/plain"),
                    content(message, "text/html"),
                    headers);
        }
    }

    String source() throws IOException {
        return Files.readString(path, StandardCharsets.UTF_8);
    }

    long id() {
        String name = path.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
    }

    private static Map<String, String> headers(MimeMessage message) throws MessagingException, IOException {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            String value = MimeUtility.decodeText(MimeUtility.unfold(header.getValue()));
            headers.merge(header.getName(), value, (first, next) -> first + "\n" + next);
        }
        return headers;
    }

    private static String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            return content((Multipart) part.getContent(), type);
        }
        return part.isMimeType(type) && part.getContent() instanceof String text ? text : "";
    }

    private static String content(Multipart parts, String type) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            String found = content(parts.getBodyPart(i), type);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }
}
