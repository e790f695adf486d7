package latchkey.admin.api.mail;

/** A mail as it would be, its link blank. */
public record MailPreview(String recipient, String subject, String text, String html) {}
