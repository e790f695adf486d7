package latchkey.door;

import static latchkey.testing.World.await;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import latchkey.testing.World;

/** A builder's portal that answers with what it was told. */
final class EchoingHome {

    private EchoingHome() {}

    /** The port. It ends with the world. */
    static int start(World world) {
        return await(world.vertx()
                        .createHttpServer()
                        .requestHandler(request -> {
                            var seen = new JsonObject().put("uri", request.uri());
                            request.headers().forEach((name, value) -> seen.put(name.toLowerCase(Locale.ROOT), value));
                            var _ = request.response().end(seen.encode());
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }
}
