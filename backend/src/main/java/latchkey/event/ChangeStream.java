package latchkey.event;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import latchkey.api.SignedInStaff;
import latchkey.api.StaffGate;

/** One member's open stream of changes. For one event loop. */
final class ChangeStream {

    private final HttpServerResponse response;
    private final StaffGate gate;
    private SignedInStaff member;

    ChangeStream(HttpServerResponse response, StaffGate gate, SignedInStaff member) {
        this.response = response;
        this.gate = gate;
        this.member = member;
    }

    void tell(JsonObject change) {
        if (!isOpen()) {
            return;
        }
        if (response.writeQueueFull()) {
            // Who reads too slowly for this trickle is gone, or comes back and reads everything anew.
            end();
        } else if (member.id().toString().equals(change.getString(Announcements.STAFF))) {
            // The member comes back with the present rights, or not at all.
            end();
        } else if (concerns(change)) {
            var _ = response.write("data: " + change.encode() + "\n\n");
        }
    }

    /** Keeps the stream open, with the regions that the member has by now; ends it once the session is over. */
    void beat() {
        var _ = gate.member(member.session()).onSuccess(present -> {
            present.ifPresent(now -> member = now);
            if (present.isEmpty()) {
                end();
            } else if (isOpen()) {
                var _ = response.write(": still here\n\n");
            }
        });
    }

    void end() {
        if (isOpen()) {
            var _ = response.end();
        }
    }

    private boolean isOpen() {
        return !response.ended() && !response.closed();
    }

    private boolean concerns(JsonObject change) {
        String region = change.getString("region");
        return change.getString("kind").equals("anything") || (region != null && member.sees(region));
    }
}
