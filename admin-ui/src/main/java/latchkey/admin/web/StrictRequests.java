package latchkey.admin.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what a proxy in front of us may read differently: a transfer coding other than {@code chunked} (RFC 9112,
 * 6.1). Also refuses a multipart body: none of our pages sends one, and a malformed one would look like an error of
 * ours.
 */
final class StrictRequests extends Handler.Wrapper {

    StrictRequests(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (hasPlainBody(request) && hasPlainCoding(request)) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        return true;
    }

    private static boolean hasPlainBody(Request request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/"))
                .isEmpty();
    }

    private static boolean hasPlainCoding(Request request) {
        List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1
                        && codings.getFirst().equalsIgnoreCase("chunked")
                        && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1);
    }
}
