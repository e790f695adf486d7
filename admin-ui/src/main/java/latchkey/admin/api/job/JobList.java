package latchkey.admin.api.job;

import java.util.List;

/** A page of jobs, and how many match. */
public record JobList(List<Job> items, int total) {}
