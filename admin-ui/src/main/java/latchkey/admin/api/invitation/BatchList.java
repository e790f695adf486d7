package latchkey.admin.api.invitation;

import java.util.List;

/** Batches, newest first. */
public record BatchList(List<BatchSummary> items) {}
