package latchkey.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import latchkey.password.hash.Argon2;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More want to sign in than one thread hashes, and three may wait for it. */
class LoginStormTest {

    private static final int MANY = 40;

    private static final World WORLD = World.start(Map.of(
            "password.workers", "1",
            "password.queue", "3",
            "password.argon2.memory-kib", "19456",
            "password.argon2.iterations", "2",
            "limits.sign-in-by-account-and-network", "60/15m",
            "limits.sign-in-by-network", "off"));

    private static final int PAGES = 20;

    @BeforeAll
    static void listen() {
        WORLD.account("au", "client@example.test");
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void who_cant_be_signed_in_in_time_is_told_when_to_come_back() throws Exception {
        List<Browser.Answer> answers = stormTooGreat(LoginStormTest::signIn);
        assertThat(answers).extracting(Browser.Answer::status).containsOnly(303, 503);
        assertThat(refused(answers)).allSatisfy(LoginStormTest::saysWhenToComeBack);
    }

    @Test
    void a_sign_in_that_cant_be_hashed_in_time_is_refused_before_its_body_is_sent() throws Exception {
        for (String path : List.of("/login", "/api/v1/session")) {
            duringAStorm(() -> eventually(
                    () -> answerToTheHeadAlone(path),
                    answer -> assertThat(answer).isEqualTo("HTTP/1.1 503")));
        }
        assertThat(refusals("early")).isPositive();
    }

    @Test
    void each_region_says_so_in_its_own_name() throws Exception {
        for (String region : List.of("au", "nz")) {
            Browser.Answer page = WORLD.portal(region).get("/login");
            String title = page.body().replaceAll("(?s).*<title>(.*?)</title>.*", "$1");
            assertThat(refused(stormTooGreat(() ->
                            WORLD.portal(region).post("/login", "email", "a@example.test", "password", PASSWORD))))
                    .allSatisfy(answer -> assertThat(answer.body()).contains(title));
        }
    }

    @Test
    void a_program_is_told_so_as_a_problem() throws Exception {
        List<Browser.Answer> answers = stormTooGreat(() -> WORLD.portal("au")
                .post(
                        "/api/v1/session",
                        new JsonObject().put("email", "client@example.test").put("password", PASSWORD)));
        assertThat(refused(answers))
                .allSatisfy(LoginStormTest::saysWhenToComeBack)
                .anySatisfy(
                        answer -> assertThat(answer.json().getString("type")).endsWith("/busy"));
    }

    @Test
    void who_was_told_to_come_back_is_not_limited_for_it() throws Exception {
        storm(LoginStormTest::guess);
        storm(LoginStormTest::guess);
        eventually(LoginStormTest::signIn, answer -> assertThat(answer.status()).isEqualTo(303));
    }

    @Test
    void no_event_loop_is_held_and_pages_are_answered_while_every_thread_hashes() throws Exception {
        Browser reader = WORLD.portal("au");
        duringAStorm(() -> {
            for (int page = 0; page < PAGES; page++) {
                assertThat(reader.get("/login").status()).isEqualTo(200);
                assertThat(eventLoopsThatHash()).isEmpty();
            }
            return reader;
        });
    }

    /** Those of other tests count too: none ever may. */
    private static List<String> eventLoopsThatHash() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Stream.of(thread.getValue()).anyMatch(LoginStormTest::isOfAHash))
                .map(thread -> thread.getKey().getName())
                .filter(name -> name.contains("eventloop"))
                .toList();
    }

    private static boolean isOfAHash(StackTraceElement frame) {
        return frame.getClassName().equals(Argon2.class.getName())
                && Set.of("hash", "matches").contains(frame.getMethodName());
    }

    @CanIgnoreReturnValue
    private static List<Browser.Answer> storm(Callable<Browser.Answer> one)
            throws InterruptedException, ExecutionException {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = clients.invokeAll(
                    IntStream.range(0, MANY).mapToObj(i -> one).toList());
            return all.stream().map(Future::resultNow).toList();
        }
    }

    /** A storm in which somebody is refused: where the clients are slower than the hashes it takes several. */
    private static List<Browser.Answer> stormTooGreat(Callable<Browser.Answer> one) {
        return eventually(
                () -> storm(one), answers -> assertThat(refused(answers)).isNotEmpty());
    }

    private static List<Browser.Answer> refused(List<Browser.Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == 503).toList();
    }

    private static void duringAStorm(Callable<?> question) throws Exception {
        var asked = new AtomicBoolean();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> hashing = clients.submit(() -> {
                do {
                    storm(LoginStormTest::signIn);
                } while (!asked.get());
                return asked;
            });
            try {
                var _ = question.call();
            } finally {
                asked.set(true);
            }
            hashing.get();
        }
    }

    /** Empty where the server waits for the body. */
    private static String answerToTheHeadAlone(String path) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\nHost: au.localhost\r\nContent-Length: 100\r\n\r\n";
        try (var socket = new Socket("localhost", WORLD.backend().portalPort())) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 503".length()), US_ASCII);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    private static Browser.Answer signIn() {
        return WORLD.portal("au").post("/login", "email", "client@example.test", "password", PASSWORD);
    }

    private static double refusals(String why) {
        return WORLD.metric("latchkey_password_refused_total{why=\"" + why + "\"}");
    }

    private static Browser.Answer guess() {
        return WORLD.portal("au").post("/login", "email", "client@example.test", "password", "wrong password");
    }

    private static void saysWhenToComeBack(Browser.Answer answer) {
        String seconds = answer.headers().get("retry-after");
        assertThat(Integer.parseInt(seconds)).isBetween(1, 30);
        assertThat(answer.body()).contains(seconds.equals("1") ? "in a second" : "in " + seconds + " seconds");
    }
}
