package latchkey.admin.api.importing;

import java.util.List;

/** Past imports, newest first. */
public record ImportList(List<Import> items) {}
