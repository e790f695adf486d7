package latchkey.invitation;

import latchkey.page.Page;

/** What a client reads who asked for a new invitation, whatever became of that. */
public record InvitationSentPage() implements Page {}
