package latchkey.admin.api.app;

import java.util.List;

/** The applications that are configured. */
public record AppList(List<App> items) {}
