package latchkey.admin.api.mail;

import java.util.List;

public record MailList(List<SentMail> items) {}
