package latchkey.transfer;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportTurnTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<Future<Void>> turns = new CopyOnWriteArrayList<>();
    private final List<RoutingContext> worked = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        World.await(vertx.close());
    }

    @Test
    void who_went_away_before_the_work_began_has_lost_the_turn_and_nothing_failed() {
        Router router = Router.router(vertx);
        router.get("/gone")
                .handler(new ImportTurn())
                .handler(context -> context.response()
                        .end()
                        .onComplete(ended -> turns.add(ImportTurn.during(context, () -> work(context)))));
        router.get("/there")
                .handler(new ImportTurn())
                .handler(context -> turns.add(ImportTurn.during(context, () -> work(context))
                        .eventually(() -> context.response().end())));
        int port = World.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
        var browser = new Browser(vertx, port, "localhost");
        assertThat(browser.get("/gone").status()).isEqualTo(200);
        eventually(() -> turns, done -> assertThat(done).hasSize(1).allMatch(Future::succeeded));
        assertThat(worked).isEmpty();
        assertThat(browser.get("/there").status()).isEqualTo(200);
        assertThat(worked).hasSize(1);
    }

    private Future<Void> work(RoutingContext context) {
        worked.add(context);
        return Future.succeededFuture();
    }
}
