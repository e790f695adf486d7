package latchkey.testing;

import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.lang.ref.Reference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** One person's browser, or one program: keeps cookies, asks one host, follows nothing by itself. Calls block. */
public final class Browser {

    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient client;
    private final int port;
    private final String host;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Browser(Vertx vertx, int port, String host) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
        this.port = port;
        this.host = host;
    }

    /** What came back. */
    public record Answer(int status, MultiMap headers, Buffer bytes) {

        public String body() {
            return bytes.toString();
        }

        public JsonObject json() {
            return bytes.toJsonObject();
        }

        public String location() {
            return headers.get("location");
        }
    }

    /** Sends the header with every request from now on. */
    public Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Answer get(String path) {
        return send(HttpMethod.GET, path, Map.of(), Buffer.buffer());
    }

    public Answer send(String method, String path) {
        return send(HttpMethod.valueOf(method), path, Map.of(), Buffer.buffer());
    }

    /** Sends a form: names and values by turns. */
    public Answer post(String path, String... fields) {
        var form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return raw("POST", path, "application/x-www-form-urlencoded", form.toString());
    }

    public Answer post(String path, JsonObject body) {
        return raw("POST", path, "application/json", body.encode());
    }

    public Answer raw(String method, String path, String contentType, String body) {
        return send(HttpMethod.valueOf(method), path, Map.of("content-type", contentType), Buffer.buffer(body));
    }

    public Answer raw(String method, String path, String contentType, byte[] body) {
        return send(HttpMethod.valueOf(method), path, Map.of("content-type", contentType), Buffer.buffer(body));
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public Browser withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    private Answer send(HttpMethod method, String path, Map<String, String> more, Buffer body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setHost(host)
                .setPort(port)
                .setURI(path);
        headers.forEach(options::putHeader);
        more.forEach(options::putHeader);
        if (!cookies.isEmpty()) {
            options.putHeader("cookie", cookieHeader());
        }
        try {
            return client.request(options)
                    .compose(request -> answer(request, body))
                    .onSuccess(answer -> keepCookies(answer.headers()))
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(method + " " + path + " was not answered", e);
        } finally {
            // A client that nobody refers to any more is closed by the garbage collector, in the middle of a request
            // too.
            Reference.reachabilityFence(client);
        }
    }

    /** On the event loop as a whole: a body that nobody waits for yet when it arrives is lost. */
    private static Future<Answer> answer(HttpClientRequest request, Buffer body) {
        return request.send(body)
                .compose(response ->
                        response.body().map(bytes -> new Answer(response.statusCode(), response.headers(), bytes)));
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keepCookies(MultiMap answer) {
        for (String header : answer.getAll("set-cookie")) {
            var cookie = ClientCookieDecoder.LAX.decode(header);
            if (cookie.maxAge() == 0) {
                cookies.remove(cookie.name());
            } else {
                cookies.put(cookie.name(), cookie.value());
            }
        }
    }
}
