package latchkey.admin.api.contact;

/** What is built for a contact. */
public record ContactJob(String id, String reference, String name) {}
