package latchkey.session;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RefreshTest {

    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_token_that_was_used_before_ends_the_session() {
        WORLD.account("us", "one@example.test");
        String first = signIn("one@example.test");
        Answer renewed = refresh(first);

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(token(renewed)).status()).isEqualTo(401);
    }

    @Test
    void of_many_who_use_one_token_at_once_one_gets_the_next_and_the_session_is_over() throws Exception {
        WORLD.account("us", "two@example.test");
        String token = signIn("two@example.test");

        List<Answer> answers = atOnce(IntStream.range(0, 20)
                .<Callable<Answer>>mapToObj(i -> () -> refresh(token))
                .toList());

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 401);
        Answer renewed = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(refresh(token(renewed)).status()).isEqualTo(401);
    }

    @Test
    void sessions_that_are_renewed_at_once_stay_apart() throws Exception {
        WORLD.account("us", "three@example.test");
        WORLD.account("us", "four@example.test");
        WORLD.account("us", "ended@example.test");
        List<String> emails = List.of("three@example.test", "four@example.test", "ended@example.test");
        List<String> tokens = emails.stream().map(RefreshTest::signIn).toList();
        WORLD.sql(
                "update session set ended_at = now() where subject = (select id from account where email = $1)",
                "ended@example.test");

        List<Answer> answers = atOnce(tokens.stream()
                .<Callable<Answer>>map(token -> () -> refresh(token))
                .toList());

        assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 401);
        assertThat(email(answers.get(0))).isEqualTo("three@example.test");
        assertThat(email(answers.get(1))).isEqualTo("four@example.test");
        assertThat(refresh(token(answers.get(0))).status()).isEqualTo(200);
    }

    @Test
    void a_session_that_was_not_used_for_long_is_over_and_the_others_are_not() throws Exception {
        WORLD.account("us", "idle@example.test");
        WORLD.account("us", "busy@example.test");
        List<String> tokens = List.of(signIn("idle@example.test"), signIn("busy@example.test"));
        WORLD.sql(
                "update session set last_seen_at = now() - interval '1 year'"
                        + " where subject = (select id from account where email = $1)",
                "idle@example.test");

        List<Answer> answers = atOnce(tokens.stream()
                .<Callable<Answer>>map(token -> () -> refresh(token))
                .toList());

        assertThat(answers).extracting(Answer::status).containsExactly(401, 200);
    }

    private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(requests).stream().map(Future::resultNow).toList();
        }
    }

    private static String signIn(String email) {
        var credentials = new JsonObject().put("email", email).put("password", PASSWORD);
        return token(portal().post("/api/v1/session", credentials));
    }

    private static Answer refresh(String token) {
        return portal().post("/api/v1/session/refresh", new JsonObject().put("refreshToken", token));
    }

    private static String token(Answer answer) {
        return answer.json().getString("refreshToken");
    }

    private static String email(Answer answer) {
        return portal().with("authorization", "Bearer " + answer.json().getString("accessToken"))
                .get("/api/v1/account")
                .json()
                .getString("email");
    }

    private static Browser portal() {
        return WORLD.portal("us");
    }
}
