package latchkey.admin.api;

import java.util.List;

/** Batches, newest first. */
public record BatchList(List<BatchSummary> items) {}
