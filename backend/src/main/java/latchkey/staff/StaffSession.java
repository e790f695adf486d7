package latchkey.staff;

import java.util.UUID;
import latchkey.session.SessionToken;

/** A signed-in member's session, its newest token, and the browser that it is in. */
record StaffSession(UUID member, UUID device, SessionToken token) {}
