package latchkey.admin.api.contact;

/** What became of a mail; SENT means that the mail server accepted it. */
public enum MailStatus {
    QUEUED,
    SENT,
    DEFERRED,
    FAILED,
    BOUNCED
}
