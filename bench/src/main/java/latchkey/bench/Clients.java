package latchkey.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import latchkey.bench.load.Answer;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Request;
import latchkey.bench.load.User;

/** The requests of Latchkey's clients. Each sign-in is another client's, from another network. */
final class Clients {

    private static final int MOST_TRIES = 20;

    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger forgetful = new AtomicInteger(); // uses up nobody's first sign-in
    private final int accounts;

    Clients(int accounts) {
        this.accounts = accounts;
    }

    /** By the form that people use. */
    User signsIn() {
        return () -> signIn(turn.getAndIncrement());
    }

    User forgets(String domain) {
        return () -> forgot(forgetful.getAndIncrement(), domain);
    }

    static User looksAtLogin() {
        Request request = Request.get(Latchkey.HOST, "/login");
        return () -> request;
    }

    User looksAtAccount(Generator generator) {
        Answer signedIn = token(generator);
        Request request = Request.get(
                Latchkey.HOST, "/api/v1/account", "authorization", "Bearer " + signedIn.field("accessToken"));
        return () -> request;
    }

    /** A program that renews its session with the token of each answer. */
    User refreshes(Generator generator) {
        return new Refresher(token(generator).field("refreshToken"));
    }

    /** What a program sends to sign in. */
    User signsInByProgram() {
        return () -> tokenRequest(turn.getAndIncrement());
    }

    /** The cookie of a client who is signed in. */
    String session(Generator generator) {
        return signedIn(generator, this::signIn).cookie("__Host-session");
    }

    private Answer token(Generator generator) {
        return signedIn(generator, this::tokenRequest);
    }

    /** Retries when asked to: some of the previous load may still wait for their hash. */
    private Answer signedIn(Generator generator, IntFunction<Request> signIn) {
        Answer answer = generator.ask(signIn.apply(turn.getAndIncrement()));
        for (int tries = 1; answer.status() == 503 && tries < MOST_TRIES; tries++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            answer = generator.ask(signIn.apply(turn.getAndIncrement()));
        }
        if (!answer.isOk()) {
            throw new IllegalStateException("Not signed in: " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    private Request signIn(int client) {
        return Request.form(
                Latchkey.HOST,
                "/login",
                "email=" + encode(email(client)) + "&password=" + encode(HashCost.PASSWORD),
                "x-forwarded-for",
                network(client),
                "user-agent",
                "Mozilla/5.0 (bench)");
    }

    private Request forgot(int client, String domain) {
        String email = email(client).replace("bench.test", domain);
        return Request.form(
                Latchkey.HOST, "/forgot-password", "email=" + encode(email), "x-forwarded-for", network(client));
    }

    private Request tokenRequest(int client) {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email(client), HashCost.PASSWORD);
        return Request.json(Latchkey.HOST, "/api/v1/session", body, "x-forwarded-for", network(client));
    }

    private String email(int client) {
        return "client" + (client % accounts + 1) + "@bench.test";
    }

    private static String network(int client) {
        return "10." + (client >> 16 & 255) + "." + (client >> 8 & 255) + "." + (client & 255);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static final class Refresher implements User {

        private String token;

        Refresher(String token) {
            this.token = token;
        }

        @Override
        public Request next() {
            return Request.json(Latchkey.HOST, "/api/v1/session/refresh", "{\"refreshToken\":\"" + token + "\"}");
        }

        @Override
        public void answered(Answer answer) {
            if (answer.isOk()) {
                token = answer.field("refreshToken");
            }
        }
    }
}
