package latchkey.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** One segment of a path, so that an id typed into the address bar can't reach another operation. */
final class Segment {

    private Segment() {}

    static String of(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20").replace(".", "%2E");
    }
}
