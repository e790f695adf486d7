package latchkey.admin.api.event;

import java.util.List;

/** Events, newest first. */
public record EventList(List<Event> items) {}
