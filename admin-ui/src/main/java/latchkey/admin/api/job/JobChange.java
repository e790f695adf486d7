package latchkey.admin.api.job;

/** New values for a job. */
public record JobChange(String reference, String name) {}
