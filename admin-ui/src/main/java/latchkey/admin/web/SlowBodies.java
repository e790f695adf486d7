package latchkey.admin.web;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/** Ends a request whose body has not arrived in time: at the minimum rate a large one could take a day. */
final class SlowBodies extends Handler.Wrapper {

    private final Duration longest;

    SlowBodies(Handler handler, Duration longest) {
        super(handler);
        this.longest = longest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Timed(request, longest), response, callback);
    }

    private static final class Timed extends Request.Wrapper {

        private final long begun = NanoTime.now();
        private final Duration longest;
        private Content.@Nullable Chunk tooLate;

        Timed(Request request, Duration longest) {
            super(request);
            this.longest = longest;
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = tooLate != null ? tooLate : super.read();
            if (chunk == null || chunk.isLast() || NanoTime.since(begun) < longest.toNanos()) {
                return chunk;
            }
            chunk.release();
            tooLate = Content.Chunk.from(new TimeoutException("the body took too long"));
            return tooLate;
        }
    }
}
