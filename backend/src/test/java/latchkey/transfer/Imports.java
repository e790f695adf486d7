package latchkey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import latchkey.testing.Browser;

/** Imports as staff send them, and what is answered. */
final class Imports {

    private Imports() {}

    @CanIgnoreReturnValue
    static JsonObject imported(Browser member, String query, String file) {
        var answer = member.raw(
                "POST", "/api/v1/contacts/import" + query, "text/csv", file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    static List<String> verdicts(JsonObject result) {
        return result.getJsonArray("rows").stream()
                .map(row -> ((JsonObject) row).getString("verdict"))
                .toList();
    }

    static String reason(JsonObject result, int row) {
        return result.getJsonArray("rows").getJsonObject(row).getString("reason");
    }
}
