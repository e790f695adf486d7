package latchkey.admin.api;

import java.util.List;

/** Events, newest first. */
public record EventList(List<Event> items) {}
