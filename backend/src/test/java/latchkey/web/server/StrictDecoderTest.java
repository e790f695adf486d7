package latchkey.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time goes by as the test says. */
class StrictDecoderTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new StrictDecoder(new HttpServerOptions()));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void a_head_that_comes_byte_by_byte_is_given_up() {
        send("GET / HTTP/1.1\r\nhost: a\r\n");
        for (int second = 0; second < 19; second++) {
            pass(1);
            send("x");
        }
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(answer()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void a_body_that_does_not_end_is_given_up() {
        send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n");
        for (int second = 0; second < 239; second++) {
            pass(1);
            send("x");
        }
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_connection_between_two_requests_may_rest() {
        send("GET / HTTP/1.1\r\nhost: a\r\n");
        pass(10);
        send("\r\n");
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void each_request_has_its_own_time() {
        for (int request = 0; request < 5; request++) {
            send("GET / HTTP/1.1\r\n");
            pass(15);
            send("host: a\r\n\r\n");
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_folded_header_is_found_however_the_bytes_arrive() {
        for (char one : "GET / HTTP/1.1\r\nhost: a\r\nx: 1\r\n 2\r\n\r\n".toCharArray()) {
            send(String.valueOf(one));
        }
        assertThat(channel.<HttpRequest>readInbound().decoderResult().isFailure())
                .isTrue();
    }

    @Test
    void requests_one_behind_another_are_taken_with_blank_lines_between_them() {
        send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n\n b\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n");
        int requests = 0;
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            if (read instanceof HttpRequest request) {
                assertThat(request.decoderResult().isSuccess()).isTrue();
                requests++;
            } else if (read instanceof LastHttpContent last) {
                last.release();
            }
        }
        assertThat(requests).isEqualTo(2);
    }

    private void send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private String answer() {
        ByteBuf written = channel.readOutbound();
        try {
            return written.toString(StandardCharsets.ISO_8859_1);
        } finally {
            written.release();
        }
    }
}
