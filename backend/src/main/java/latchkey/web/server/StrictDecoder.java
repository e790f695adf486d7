package latchkey.web.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, and takes none that a proxy before us may read differently: two lengths, two hosts, a transfer coding
 * other than {@code chunked}, a folded header, another version (RFC 9112, 2.3, 3.2, 5.2, 6.1 and 6.3). A request that
 * does not end is ended.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

    static final Duration LONGEST_HEAD = Duration.ofSeconds(20);
    static final Duration LONGEST_REQUEST = Duration.ofMinutes(4);

    private static final String TOO_SLOW =
            "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

    private boolean begun;
    private boolean hasHead;
    private boolean folded;
    private @Nullable ScheduledFuture<?> deadline;

    StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void decode(ChannelHandlerContext channel, ByteBuf bytes, List<Object> out) throws Exception {
        boolean hadHead = hasHead;
        folded = folded || (!hasHead && isFolded(bytes));
        super.decode(channel, bytes, out);
        if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
            begun = false;
            hasHead = false;
            folded = false;
            endDeadline();
        } else if (deadline == null || hadHead != hasHead) {
            endDeadline();
            deadline = hasHead
                    ? after(LONGEST_REQUEST, channel, () -> giveUp(channel, Unpooled.EMPTY_BUFFER))
                    : after(LONGEST_HEAD, channel, () -> giveUp(channel, tooSlow()));
        }
    }

    @Override
    protected HttpMessage createMessage(String[] requestLine) {
        begun = true;
        return super.createMessage(requestLine);
    }

    /** Called once for each request, as soon as its head has been read. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage head) {
        hasHead = true;
        if (folded || isAmbiguous(head)) {
            throw new IllegalArgumentException("The head of this request can be read in two ways");
        }
        return super.isContentAlwaysEmpty(head);
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
        return !spoken || headers.getAll(HttpHeaderNames.HOST).size() > 1 || !(codings.isEmpty() || chunkedAlone);
    }

    /**
     * Whether a line of the head begins with a blank. The decoder takes whole lines: a line begins where the bytes do.
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

    /** Where a head does not end it can be said; in the middle of a body an answer may be under way already. */
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
