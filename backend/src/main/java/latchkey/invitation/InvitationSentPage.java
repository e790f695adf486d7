package latchkey.invitation;

import latchkey.page.Page;

/** What a client reads after asking for a new invitation, whatever the outcome. */
public record InvitationSentPage() implements Page {}
