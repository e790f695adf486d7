package latchkey.admin.api;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import latchkey.admin.api.staff.ActivationOwner;

/** What the staff API offers without a sign-in. */
public final class StaffGate {

    private final Transport transport;

    /**
     * @param asked whether a person caused what the calling thread does: other requests don't count as use of a session
     */
    public StaffGate(URI staffUrl, BooleanSupplier asked) {
        transport = new Transport(staffUrl, asked);
    }

    /** @throws Unauthorized for any wrong pair of address and password */
    public SignedIn signIn(String email, String password, Browser browser) {
        StaffSession session = session(email, password, browser);
        var api = new StaffApi(transport, new Tokens(transport, session, browser));
        return new SignedIn(
                session.staff(),
                api,
                api.regions(),
                new Changes(transport, api, Changes.LONGEST_SILENCE),
                session.device());
    }

    /** Signs the same member in again after the session ended, so that open pages keep working. */
    public void signInAgain(SignedIn member, String password, Browser browser) {
        member.api().tokens().replace(session(member.staff().email(), password, browser));
        member.changes().signedInAgain();
    }

    /** Whether the staff API answers at all, a 401 included. */
    public boolean isThere() {
        try {
            var _ = transport.text(
                    transport.request("/regions", "127.0.0.1").GET().build());
            return true;
        } catch (Unauthorized | Refused e) {
            return true;
        } catch (Unavailable e) {
            return false;
        }
    }

    /** Whose link this is; changes nothing. */
    public ActivationOwner owner(String token, Browser browser) {
        return transport.value(post("/activation/check", Map.of("token", token), browser), ActivationOwner.class);
    }

    /** Sets the first password of the link's owner. */
    public void activate(String token, String password, Browser browser) {
        var _ = transport.text(post("/activation", Map.of("token", token, "password", password), browser));
    }

    /** Mails a link to set a new password, if a member has the address; doesn't reveal whether one does. */
    public void forgotPassword(String email, Browser browser) {
        var _ = transport.text(post("/forgot-password", Map.of("email", email), browser));
    }

    private StaffSession session(String email, String password, Browser browser) {
        var body = new HashMap<>(Map.of("email", email, "password", password));
        browser.device().ifPresent(device -> body.put("device", device));
        return transport.value(post("/session", body, browser), StaffSession.class);
    }

    private HttpRequest post(String path, Object body, Browser browser) {
        return transport
                .request(path, browser.forwardedFor())
                .header("Content-Type", "application/json")
                .header("User-Agent", browser.userAgent())
                .POST(Transport.json(body))
                .build();
    }
}
