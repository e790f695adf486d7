package latchkey.admin.web;

import java.time.Duration;

/** How long a session lasts while its pages are open and nobody uses them. */
record SessionIdle(Duration duration) {}
