package latchkey.bench.openid;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import latchkey.bench.load.Answer;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Request;
import latchkey.bench.load.User;

/** An application that signs one client in again and again, or renews the client's tokens. */
public final class Application {

    private static final String SECRET = "only for load tests on this machine";
    private static final String CALLBACK = "https://home.bench.test/callback";
    private static final String VERIFIER = "a-verifier-that-is-forty-three-characters-long";

    /** The backend's settings for it. */
    public static final Map<String, String> SETTINGS = Map.of(
            "LATCHKEY_APPS_BENCH_NAME", "Bench",
            "LATCHKEY_APPS_BENCH_SECRET", SECRET,
            "LATCHKEY_APPS_BENCH_REDIRECT_URLS", CALLBACK);

    private final String host;
    private final String cookie;

    /** @param session the cookie of a client who is signed in */
    public Application(String host, String session) {
        this.host = host;
        this.cookie = "__Host-session=" + session;
    }

    /** The check that a proxy makes for each request. */
    public User check() {
        Request request = Request.get(host, "/session/check", "cookie", cookie);
        return () -> request;
    }

    /** Two alternating requests: a code, and the tokens for it. */
    public User signIn() {
        return new SignIn();
    }

    /** One request after another, each with the token of the answer before. */
    public User refresh(Generator generator) {
        Answer code = generator.ask(authorize());
        return new Refresh(generator.ask(redeem(code(code))).field("refresh_token"));
    }

    private Request authorize() {
        return Request.get(
                host,
                "/oauth/authorize?response_type=code&client_id=bench&scope=openid%20profile%20email&state=x"
                        + "&code_challenge_method=S256&code_challenge=" + challenge() + "&redirect_uri="
                        + encoded(CALLBACK),
                "cookie",
                cookie);
    }

    private Request redeem(String code) {
        return token("grant_type=authorization_code&code=" + encoded(code) + "&code_verifier=" + VERIFIER
                + "&redirect_uri=" + encoded(CALLBACK));
    }

    private Request token(String form) {
        return Request.form(host, "/oauth/token", form + "&client_id=bench&client_secret=" + encoded(SECRET));
    }

    private static String code(Answer answer) {
        return URLDecoder.decode(
                answer.header("location").replaceFirst(".*[?&]code=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private final class SignIn implements User {

        private final Request authorize = authorize();
        private String code = "";

        @Override
        public Request next() {
            return code.isEmpty() ? authorize : redeem(code);
        }

        @Override
        public void answered(Answer answer) {
            code = code.isEmpty() && answer.isOk() ? code(answer) : "";
        }
    }

    private final class Refresh implements User {

        private String token;

        Refresh(String token) {
            this.token = token;
        }

        @Override
        public Request next() {
            return token("grant_type=refresh_token&refresh_token=" + encoded(token));
        }

        @Override
        public void answered(Answer answer) {
            if (answer.isOk()) {
                token = answer.field("refresh_token");
            }
        }
    }
}
