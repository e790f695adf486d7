package latchkey.admin.api;

import java.time.Instant;
import java.util.Optional;
import latchkey.admin.api.staff.Staff;

/**
 * The tokens of one signed-in member. Renews the access token shortly before it expires, once for all waiting threads:
 * a refresh token works once. For any thread.
 */
final class Tokens {

    private static final long EARLY_SECONDS = 20;

    private final Transport transport;
    private StaffSession session;
    private volatile String forwardedFor;
    private Instant renewAt;
    private Optional<String> end = Optional.empty();

    /** @param browser where the member signed in */
    Tokens(Transport transport, StaffSession session, Browser browser) {
        this.transport = transport;
        this.forwardedFor = browser.forwardedFor();
        this.session = session;
        this.renewAt = renewalOf(session);
    }

    synchronized String access() {
        if (Instant.now().isAfter(renewAt)) {
            renew();
        }
        return session.accessToken();
    }

    /** The token to try in place of one that the backend refused. */
    synchronized String accessAfter(String refused) {
        if (session.accessToken().equals(refused)) {
            renew();
        }
        return session.accessToken();
    }

    /** The addresses that the member's requests come through, for {@code X-Forwarded-For}. */
    String forwardedFor() {
        return forwardedFor;
    }

    /** The member opened a page, perhaps from another network. */
    void cameBy(Browser browser) {
        forwardedFor = browser.forwardedFor();
    }

    /** The member, as of the last renewal. */
    synchronized Staff staff() {
        return session.staff();
    }

    /** Why the session is over, if the backend said so at the last renewal. */
    synchronized Optional<String> end() {
        return end;
    }

    /** The member signed in again. */
    synchronized void replace(StaffSession next) {
        end = Optional.empty();
        session = next;
        renewAt = renewalOf(next);
    }

    private void renew() {
        try {
            replace(transport.value(
                    transport
                            .request("/session/refresh", forwardedFor)
                            .header("Content-Type", "application/json")
                            .POST(Transport.json(new Refresh(session.refreshToken())))
                            .build(),
                    StaffSession.class));
        } catch (Unauthorized e) {
            end = e.reason();
            throw e;
        }
    }

    private static Instant renewalOf(StaffSession session) {
        return Instant.now().plusSeconds(Math.max(1, session.expiresIn() - EARLY_SECONDS));
    }

    private record Refresh(String refreshToken) {}
}
