package latchkey.mail.outbox;

import java.time.Duration;

/**
 * What waits in the outbox.
 *
 * @param oldest how long ago the oldest unsent mail was written
 * @param overdue how long ago the next attempt of the mail that waits longest should have begun
 */
record Backlog(long mails, Duration oldest, Duration overdue) {}
