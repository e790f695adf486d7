package latchkey.admin.api.job;

/** What a job is to be. */
public record JobChange(String reference, String name) {}
