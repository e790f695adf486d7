package latchkey.mail.sent;

import io.vertx.core.json.JsonObject;
import java.util.List;
import latchkey.mail.MailWriter;
import latchkey.mail.WrittenMail;

/** Mails as the staff API answers them. */
public final class SentMailJson {

    private SentMailJson() {}

    static JsonObject list(List<SentMail> mails) {
        return new JsonObject()
                .put("items", mails.stream().map(SentMailJson::of).toList());
    }

    static JsonObject whole(SentMail mail) {
        JsonObject json = of(mail);
        mail.written().map(SentMailJson::words).ifPresent(json::mergeIn);
        return json;
    }

    /** What its reader sees. */
    public static JsonObject words(WrittenMail written) {
        return new JsonObject()
                .put("subject", written.subject())
                .put("text", written.text())
                .put("html", MailWriter.html(written));
    }

    private static JsonObject of(SentMail mail) {
        return new JsonObject()
                .put("id", mail.id().toString())
                .put("kind", mail.kind())
                .put("recipient", mail.recipient())
                .put("createdAt", mail.createdAt().toString())
                .put("status", mail.status())
                .put("detail", mail.detail().orElse(null))
                .put("at", mail.at().toString())
                .put("subject", mail.written().map(WrittenMail::subject).orElse(null));
    }
}
