package latchkey.invitation.batch;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import latchkey.testing.Browser;

/** Batches as the staff API answers them. */
final class Batches {

    private Batches() {}

    @CanIgnoreReturnValue
    static JsonObject finished(Browser member, String batch) {
        return eventually(
                () -> member.get("/api/v1/invitations/" + batch).json(),
                progress -> assertThat(progress.getString("state")).isEqualTo("DONE"));
    }

    static List<String> refused(JsonObject batch) {
        return batch.getJsonArray("refused").stream()
                .map(refusal -> ((JsonObject) refusal).getString("name"))
                .toList();
    }

    static JsonArray ids(UUID... contacts) {
        var ids = new JsonArray();
        for (UUID contact : contacts) {
            ids.add(contact.toString());
        }
        return ids;
    }
}
