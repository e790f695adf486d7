package latchkey.admin.api;

/** The id of a batch. */
public record BatchStarted(String batch) {}
