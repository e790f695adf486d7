package latchkey.admin.api.importing;

import java.util.List;

/** Imports of the past, newest first. */
public record ImportList(List<Import> items) {}
