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
    void a_token_that_was_just_used_is_answered_once_more_with_the_same_successor() {
        WORLD.account("us", "lost@example.test");
        String first = signIn("lost@example.test");
        String second = token(refresh(first));

        Answer again = refresh(first);

        assertThat(again.status()).isEqualTo(200);
        assertThat(token(again)).isEqualTo(second);
        assertThat(email(again)).isEqualTo("lost@example.test");
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    void a_token_that_was_used_a_while_ago_ends_the_session() {
        WORLD.account("us", "one@example.test");
        String first = signIn("one@example.test");
        String second = token(refresh(first));
        age("one@example.test", 11);

        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(second).status()).isEqualTo(401);
    }

    @Test
    void the_time_counts_from_the_first_use() {
        WORLD.account("us", "first@example.test");
        String first = signIn("first@example.test");
        assertThat(refresh(first).status()).isEqualTo(200);
        age("first@example.test", 6);
        assertThat(refresh(first).status()).isEqualTo(200);
        age("first@example.test", 6);
        assertThat(refresh(first).status()).isEqualTo(401);
    }

    @Test
    void a_token_whose_successor_was_used_too_ends_the_session() {
        WORLD.account("us", "stolen@example.test");
        String first = signIn("stolen@example.test");
        String second = token(refresh(first));
        String third = token(refresh(second));

        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(third).status()).isEqualTo(401);
    }

    @Test
    void of_two_who_hold_the_same_token_the_slower_ends_the_session() {
        WORLD.account("us", "thief@example.test");
        String first = signIn("thief@example.test");
        String owners = token(refresh(first));
        String thiefs = token(refresh(first));
        String next = token(refresh(owners));
        age("thief@example.test", 11);

        assertThat(refresh(thiefs).status()).isEqualTo(401);
        assertThat(refresh(next).status()).isEqualTo(401);
    }

    @Test
    void many_who_use_one_token_at_once_all_get_the_same_successor() throws Exception {
        WORLD.account("us", "two@example.test");
        String token = signIn("two@example.test");

        List<Answer> answers = atOnce(IntStream.range(0, 20)
                .<Callable<Answer>>mapToObj(i -> () -> refresh(token))
                .toList());

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(RefreshTest::token).containsOnly(token(answers.getFirst()));
        assertThat(refresh(token(answers.getFirst())).status()).isEqualTo(200);
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

    /** Lets time pass since the session's last refresh. */
    private static void age(String email, int seconds) {
        WORLD.sql(
                "update session set refreshed_at = refreshed_at - make_interval(secs => $2)"
                        + " where subject = (select id from account where email = $1)",
                email,
                seconds);
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
