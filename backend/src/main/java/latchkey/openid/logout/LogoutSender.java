package latchkey.openid.logout;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import latchkey.key.Ids;
import latchkey.openid.App;
import latchkey.openid.Apps;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.session.AccessTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies each application that a client signed in to when the session is over. Any number share the outbox. */
public final class LogoutSender extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutSender.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final int MOST_AT_ONCE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long VALIDITY_SECONDS = 120;

    private final LogoutTable table;
    private final Apps apps;
    private final Regions regions;
    private final AccessTokens signer;
    private final HttpClient client;

    // The rest belongs to this verticle's event loop.
    private Future<?> looking = Future.succeededFuture();

    public LogoutSender(Vertx vertx, Pool pool, Apps apps, Regions regions, AccessTokens signer) {
        this.table = new LogoutTable(pool);
        this.apps = apps;
        this.regions = regions;
        this.signer = signer;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()))
                .setKeepAlive(false));
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return looking.transform(done -> client.close());
    }

    private void look() {
        if (looking.isComplete()) {
            looking = table.claim(MOST_AT_ONCE)
                    .compose(due -> Future.join(due.stream().map(this::tell).toList()))
                    .onFailure(failure -> LOG.debug("Could not read pending logout notifications", failure));
        }
    }

    private Future<Void> tell(DueLogout logout) {
        Optional<URI> address = apps.find(logout.app()).flatMap(App::backchannelLogoutUrl);
        Optional<Region> region = regions.of(logout.region());
        if (address.isEmpty() || region.isEmpty()) {
            return table.done(logout);
        }
        return post(address.get(), token(logout, region.get()))
                .compose(status -> status == 200 || status == 204
                        ? table.done(logout)
                        : Future.failedFuture("it answered " + status))
                .onFailure(failure -> LOG.atWarn()
                        .addKeyValue("app", logout.app())
                        .addKeyValue("attempt", logout.attempts())
                        .addKeyValue("why", failure.getMessage())
                        .log("Could not notify an application of a logout; it will be tried again"))
                .otherwiseEmpty();
    }

    private Future<Integer> post(URI address, String token) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address.toString())
                .setFollowRedirects(false)
                .putHeader("content-type", "application/x-www-form-urlencoded");
        return client.request(options)
                .compose(request -> request.send("logout_token=" + token)
                        .map(response -> response.statusCode())
                        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .eventually(() -> request.connection().close()));
    }

    /** OpenID Connect Back-Channel Logout 1.0, 2.4. */
    private String token(DueLogout logout, Region region) {
        long now = Instant.now().getEpochSecond();
        return signer.sign(
                "logout+jwt",
                new JsonObject()
                        .put("iss", region.url().toString())
                        .put("aud", logout.app())
                        .put("sub", logout.account().toString())
                        .put("sid", logout.session().toString())
                        .put("iat", now)
                        .put("exp", now + VALIDITY_SECONDS)
                        .put("jti", Ids.secret().toString())
                        .put(
                                "events",
                                new JsonObject()
                                        .put("http://schemas.openid.net/event/backchannel-logout", new JsonObject())));
    }
}
