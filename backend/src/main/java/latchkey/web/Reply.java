package latchkey.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A handler's answer. Immutable; {@link #send} writes it. */
public record Reply(int status, Map<String, String> headers, List<Cookie> cookies, Buffer body) {

    /** How a 401 asks a browser to sign in (RFC 9110, 15.5.2). */
    private static final String BY_COOKIE = "Cookie realm=\"latchkey\"";

    private static final Buffer NOTHING = Buffer.buffer();

    /** An HTML page; never stored, since some are personal and all are small. */
    public static Reply page(int status, Buffer html) {
        var page = new Reply(
                status,
                Map.of("content-type", "text/html; charset=utf-8", "cache-control", "no-store"),
                List.of(),
                html);
        return status == 401 ? page.header("www-authenticate", BY_COOKIE) : page;
    }

    /** An empty answer to a browser in which nobody is signed in. */
    public static Reply notSignedIn() {
        return empty(401).header("www-authenticate", BY_COOKIE);
    }

    public static Reply page(Buffer html) {
        return page(200, html);
    }

    public static Reply seeOther(String location) {
        return new Reply(303, Map.of("location", location, "cache-control", "no-store"), List.of(), NOTHING);
    }

    public static Reply json(int status, JsonObject body) {
        return new Reply(
                status,
                Map.of("content-type", "application/json", "cache-control", "no-store"),
                List.of(),
                body.toBuffer());
    }

    public static Reply json(JsonObject body) {
        return json(200, body);
    }

    public static Reply text(int status, String contentType, String text) {
        return new Reply(
                status,
                Map.of("content-type", contentType, "cache-control", "no-store"),
                List.of(),
                Buffer.buffer(text));
    }

    public static Reply problem(Problem problem, String requestId) {
        var reply =
                json(problem.status(), problem.toJson(requestId)).header("content-type", "application/problem+json");
        if (problem.status() == 401) {
            return reply.header("www-authenticate", "Bearer realm=\"latchkey\""); // RFC 6750, 3
        }
        return problem.retryAfterSeconds() > 0
                ? reply.header("retry-after", Long.toString(problem.retryAfterSeconds()))
                : reply;
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of("cache-control", "no-store"), List.of(), NOTHING);
    }

    public Reply header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, Map.copyOf(more), cookies, body);
    }

    public Reply cookie(Cookie cookie) {
        return new Reply(
                status,
                headers,
                Stream.concat(cookies.stream(), Stream.of(cookie)).toList(),
                body);
    }

    public void send(RoutingContext context) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // Another answer has begun and can't be finished: it can only be broken off.
            var _ = context.request().connection().close();
            return;
        }
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        cookies.forEach(response::addCookie);
        if (status == 204 || status == 304) {
            response.end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            if (context.request().method().equals(HttpMethod.HEAD)) {
                response.end();
            } else {
                response.end(body);
            }
        }
    }
}
