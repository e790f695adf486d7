package latchkey.admin.api.invitation;

/** The id of a batch. */
public record BatchStarted(String batch) {}
