package latchkey.event;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;
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
            // A client too slow for this trickle is gone, or reconnects and reads everything again.
            end();
        } else if (member.id().toString().equals(change.getString(Announcements.STAFF))) {
            // The member reconnects with the current rights, or not at all.
            end();
        } else {
            seen(change).ifPresent(news -> {
                var _ = response.write("data: " + news.encode() + "\n\n");
            });
        }
    }

    /** Keeps the stream open, with the member's current regions; ends it once the session is over. */
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

    /**
     * A move from one region to another concerns both; a member who sees only one of them isn't told about the other.
     */
    private Optional<JsonObject> seen(JsonObject change) {
        if (change.getString("kind").equals("anything")) {
            return Optional.of(change);
        }
        return Stream.of("region", Announcements.LEFT_REGION)
                .flatMap(field -> Optional.ofNullable(change.getString(field)).stream())
                .filter(member::sees)
                .findFirst()
                .map(region -> told(change, region));
    }

    private static JsonObject told(JsonObject change, String region) {
        JsonObject news = change.copy().put("region", region);
        news.remove(Announcements.LEFT_REGION);
        return news;
    }
}
