package latchkey.staff;

import java.util.UUID;
import latchkey.session.SessionToken;

/** A signed-in member's session, its browser, and its newest token. */
record StaffSession(UUID member, UUID device, SessionToken token) {}
