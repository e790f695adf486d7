package latchkey.web.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, and refuses any that a proxy in front of us may read differently: two lengths, two hosts, a transfer
 * coding other than {@code chunked}, a folded header or one without a name, another version (RFC 9112, 2.3, 3.2, 5, 6.1
 * and 6.3). A request that does not end is cut off.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

    static final Duration LONGEST_HEAD = Duration.ofSeconds(20);
    static final Duration LONGEST_REQUEST = Duration.ofMinutes(4);

    private static final String TOO_SLOW =
            "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

    private static final Pattern ABSOLUTE_FORM =
            Pattern.compile("https?://(?<authority>[^/?#]*)(?<rest>.*)", Pattern.CASE_INSENSITIVE);

    private boolean begun;
    private boolean folded;
    private @Nullable HttpMessage head;
    private @Nullable ScheduledFuture<?> deadline;

    StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void decode(ChannelHandlerContext channel, ByteBuf bytes, List<Object> out) throws Exception {
        boolean hadHead = head != null;
        folded = folded || (!hadHead && isFolded(bytes));
        super.decode(channel, bytes, out);
        if (!out.isEmpty() && out.getLast() instanceof LastHttpContent end) {
            endDeadline();
            if (head != null && end.decoderResult().isFailure()) {
                head.setDecoderResult(end.decoderResult());
                out.set(out.size() - 1, LastHttpContent.EMPTY_LAST_CONTENT);
                // Nothing more is read: a handler that ignores the body has answered by now.
                deadline = after(LONGEST_HEAD, channel, () -> giveUp(channel, Unpooled.EMPTY_BUFFER));
            }
            begun = false;
            folded = false;
            head = null;
        } else if (deadline == null || hadHead != (head != null)) {
            endDeadline();
            deadline = head != null
                    ? after(LONGEST_REQUEST, channel, () -> giveUp(channel, Unpooled.EMPTY_BUFFER))
                    : after(LONGEST_HEAD, channel, () -> giveUp(channel, tooSlow()));
        }
    }

    @Override
    protected HttpMessage createMessage(String[] requestLine) {
        begun = true;
        // Netty accepts lower case too, but the next reader of the request does not.
        if (!requestLine[2].startsWith("HTTP/")) {
            throw new IllegalArgumentException("The version of this request can't be read");
        }
        return super.createMessage(requestLine);
    }

    /** The placeholder for a request whose first line can't be read. */
    @Override
    protected HttpMessage createInvalidMessage() {
        return super.createInvalidMessage().setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /** Called once for each request, as soon as its head has been read. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        head = message;
        if (folded || isAmbiguous(message)) {
            // The answer uses the request's version, which may be one that we don't support.
            message.setProtocolVersion(HttpVersion.HTTP_1_1);
            throw new IllegalArgumentException("The head of this request can be read in two ways");
        }
        if (message instanceof HttpRequest request) {
            takeAuthority(request);
        }
        return super.isContentAlwaysEmpty(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) throws Exception {
        endDeadline();
        super.channelInactive(channel);
    }

    private static boolean isAmbiguous(HttpMessage head) {
        HttpHeaders headers = head.headers();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunkedAlone = codings.size() == 1
                && codings.getFirst().equalsIgnoreCase("chunked")
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        boolean spoken = head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || head.protocolVersion().equals(HttpVersion.HTTP_1_0);
        return !spoken
                || headers.getAll(HttpHeaderNames.HOST).size() > 1
                || headers.contains("")
                || !(codings.isEmpty() || chunkedAlone);
    }

    /** A target's own authority overrides the Host header (RFC 9112, 3.2.2). */
    private static void takeAuthority(HttpRequest request) {
        Matcher absolute = ABSOLUTE_FORM.matcher(request.uri());
        if (absolute.matches()) {
            String rest = absolute.group("rest");
            request.headers().set(HttpHeaderNames.HOST, absolute.group("authority"));
            request.setUri(rest.startsWith("/") ? rest : "/" + rest);
        }
    }

    /**
     * Whether a line of the head begins with a blank. The decoder consumes whole lines, so a line begins where the
     * bytes do.
     */
    private boolean isFolded(ByteBuf head) {
        boolean atLineStart = true;
        boolean blankLineEnds = begun;
        for (int i = head.readerIndex(); i < head.writerIndex(); i++) {
            byte now = head.getByte(i);
            if (atLineStart && (now == ' ' || now == '\t')) {
                return true;
            }
            boolean ends = now == '\n' || now == '\r';
            if (atLineStart && ends && blankLineEnds) {
                return false;
            }
            blankLineEnds = blankLineEnds || !ends;
            atLineStart = now == '\n' || (atLineStart && ends);
        }
        return false;
    }

    private static ScheduledFuture<?> after(Duration time, ChannelHandlerContext channel, Runnable end) {
        return channel.executor().schedule(end, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An unfinished head can be answered; in the middle of a body an answer may already be under way. */
    private static void giveUp(ChannelHandlerContext channel, ByteBuf word) {
        var _ = channel.writeAndFlush(word).addListener(ChannelFutureListener.CLOSE);
    }

    private static ByteBuf tooSlow() {
        return Unpooled.copiedBuffer(TOO_SLOW, StandardCharsets.US_ASCII);
    }

    private void endDeadline() {
        if (deadline != null) {
            var _ = deadline.cancel(false);
            deadline = null;
        }
    }
}
