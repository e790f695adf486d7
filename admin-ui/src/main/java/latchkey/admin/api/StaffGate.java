package latchkey.admin.api;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/** The door of the staff API: what works without being signed in. */
public final class StaffGate {

    private final Transport transport;

    public StaffGate(URI staffUrl) {
        transport = new Transport(staffUrl);
    }

    /** @throws Unauthorized for any wrong pair of address and password */
    public SignedIn signIn(String email, String password) {
        StaffSession session = session(email, password);
        var api = new StaffApi(transport, new Tokens(transport, session));
        return new SignedIn(session.staff(), api, api.regions(), new Changes(transport, api));
    }

    /** Signs the same member in again where the session ended, so that open pages can go on. */
    public void signInAgain(SignedIn member, String password) {
        member.api().tokens().replace(session(member.staff().email(), password));
        member.changes().signedInAgain();
    }

    /** Whose link this is; changes nothing. */
    public ActivationOwner owner(String token) {
        return transport.value(post("/activation/check", Map.of("token", token)), ActivationOwner.class);
    }

    /** Sets the first password of the link's owner. */
    public void activate(String token, String password) {
        var _ = transport.text(post("/activation", Map.of("token", token, "password", password)));
    }

    private StaffSession session(String email, String password) {
        return transport.value(post("/session", Map.of("email", email, "password", password)), StaffSession.class);
    }

    private HttpRequest post(String path, Object body) {
        return transport
                .request(path)
                .header("Content-Type", "application/json")
                .POST(Transport.json(body))
                .build();
    }
}
