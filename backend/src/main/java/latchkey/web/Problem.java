package latchkey.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.text.Texts;
import latchkey.text.Times;

/**
 * An expected failure, as a program reads it (RFC 9457). Its sentences are in the bundle {@code problem}: the title at
 * {@code name.title}, the detail at {@code name.detail} where there is one. The detail names a wait, and
 * {@code name.advice} what helps before its end, since a page shows the wait as a time of day.
 */
public final class Problem extends RuntimeException {

    private static final String TYPES = "https://latchkey.example/problems/";
    private static final Texts TEXTS = Texts.of("problem", Locale.ROOT);
    private static final Times TIMES = Times.of(Locale.ROOT, ZoneOffset.UTC);

    private final int status;
    private final String name;
    private String words;
    private final Map<String, Object> extensions = new LinkedHashMap<>();
    private final List<JsonObject> errors = new ArrayList<>();
    private long retryAfterSeconds;
    private Object[] arguments = {};

    private Problem(int status, String name) {
        super(name, null, false, false);
        this.status = status;
        this.name = name;
        this.words = name;
    }

    public static Problem of(int status, String name, Object... arguments) {
        var problem = new Problem(status, name);
        problem.arguments = arguments;
        return problem;
    }

    public static Problem of(Refusal refusal) {
        int seconds = refusal.retryAfterSeconds();
        Object wait = refusal.status() == 429 ? TIMES.words(Duration.ofSeconds(seconds)) : (Object) seconds;
        return of(refusal.status(), refusal.name(), wait)
                .inWordsOf(refusal.words())
                .retryAfter(seconds);
    }

    /** The same problem with the more specific text of a special case. */
    public Problem inWordsOf(String name) {
        words = name;
        return this;
    }

    /** A field with an impossible value; the key as in {@link #field}. */
    public static Problem invalid(String field, String key) {
        return of(400, "field-invalid").field(field, key);
    }

    /**
     * Adds what is wrong with one field.
     *
     * @param key the sentence in the bundle {@code problem}, which may leave out its subject
     */
    @CanIgnoreReturnValue
    public Problem field(String field, String key) {
        return field(field, TEXTS, key);
    }

    /** The same with a sentence of another bundle. */
    @CanIgnoreReturnValue
    public Problem field(String field, Texts texts, String key, Object... arguments) {
        errors.add(new JsonObject().put("field", field).put("message", texts.text(key, arguments)));
        return this;
    }

    public Problem with(String extension, Object value) {
        extensions.put(extension, value);
        return this;
    }

    public Problem retryAfter(long seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    public int status() {
        return status;
    }

    public String name() {
        return name;
    }

    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The full minute from which another attempt makes sense. */
    public Instant retryAt() {
        return roundedUp(Instant.now().plusSeconds(retryAfterSeconds));
    }

    /** Rounded up to the minute, as times are shown to people. */
    public static Instant roundedUp(Instant time) {
        return time.plusSeconds(60).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
    }

    public String title() {
        return TEXTS.text(words + ".title", arguments);
    }

    public JsonObject toJson(String requestId) {
        var json = new JsonObject()
                .put("type", TYPES + name)
                .put("title", title())
                .put("status", status)
                .put("instance", "urn:latchkey:request:" + requestId);
        Optional<String> advice = sentence(words + ".advice");
        Stream.of(sentence(words + ".detail").or(() -> sentence(name + ".detail")), advice)
                .flatMap(Optional::stream)
                .reduce((wait, meanwhile) -> wait + " " + meanwhile)
                .ifPresent(detail -> json.put("detail", detail));
        if (status == 429) {
            json.put("retryAt", retryAt().toString());
            advice.ifPresent(meanwhile -> json.put("advice", meanwhile));
        }
        if (!errors.isEmpty()) {
            json.put("errors", new JsonArray(errors));
        }
        extensions.forEach(json::put);
        return json;
    }

    private Optional<String> sentence(String key) {
        return Optional.of(key).filter(TEXTS::has).map(there -> TEXTS.text(there, arguments));
    }
}
