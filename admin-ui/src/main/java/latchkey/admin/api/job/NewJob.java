package latchkey.admin.api.job;

/** A job that is to be added. */
public record NewJob(String region, String reference, String name) {}
