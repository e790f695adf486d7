package latchkey;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import latchkey.api.Document;
import latchkey.config.Settings;
import latchkey.config.tls.ServerCertificate;
import latchkey.database.Database;
import latchkey.event.Announcements;
import latchkey.invitation.SendInvitations;
import latchkey.invitation.batch.BatchWorker;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.key.SigningKey;
import latchkey.limit.Limits;
import latchkey.link.LinkTokens;
import latchkey.mail.outbox.Postman;
import latchkey.openid.Apps;
import latchkey.openid.logout.LogoutSender;
import latchkey.ops.Housekeeping;
import latchkey.ops.Management;
import latchkey.ops.Metrics;
import latchkey.ops.Readiness;
import latchkey.ops.Retention;
import latchkey.password.PasswordRules;
import latchkey.password.hash.PasswordHasher;
import latchkey.region.Regions;
import latchkey.session.AccessTokens;
import latchkey.session.Audience;
import latchkey.web.server.Listener;
import latchkey.web.trace.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running backend: portal, staff API, management and Postman on one Vert.x. {@link Main} runs one in a process. */
public final class Backend {

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    /** Long enough for a database that starts together with the backend, or is just being moved. */
    private static final Duration DATABASE_PATIENCE = Duration.ofMinutes(5);

    private final Metrics metrics = new Metrics();
    private final AtomicInteger portalPort = new AtomicInteger();
    private final AtomicInteger staffPort = new AtomicInteger();
    private final AtomicInteger managementPort = new AtomicInteger();
    private final Settings settings;
    private final Duration drain;
    private final Optional<ServerCertificate> portalCertificate;
    private final Optional<ServerCertificate> staffCertificate;
    private final Regions regions;
    private final Seal seal;
    private final Vertx vertx;
    private final Database database;
    private final Future<Integer> migrated;
    private final Future<Document> document;
    private final Pool portalPool;
    private final Pool staffPool;
    private final Pool readPool;
    private final Pool longPool;
    private final Postman postman;
    private final Readiness readiness;
    private final Retention retention;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final AccessTokens accessTokens;

    private Backend(Settings settings) {
        PasswordHasher.load();
        this.settings = settings;
        drain = settings.pause("shutdown.drain");
        requireDifferent(settings, "portal.port", "staff.port");
        requireDifferent(settings, "portal.port", "management.port");
        requireDifferent(settings, "staff.port", "management.port");
        portalCertificate = ServerCertificate.of(settings, "portal");
        staffCertificate = ServerCertificate.of(settings, "staff");
        regions = new Regions(settings);
        var keyring = new Keyring(settings);
        seal = new Seal(keyring);
        database = new Database(settings);
        var builder = metrics.measured(Vertx.builder(), new VertxOptions().setPreferNativeTransport(true));
        vertx = Tracing.traced(builder, System.getenv()).build();
        portalPool = database.portalPool(vertx);
        staffPool = database.staffPool(vertx);
        readPool = database.readPool(vertx, staffPool, metrics.registry());
        longPool = database.longPool(vertx);
        // Both take long and meanwhile the rest gets ready, such as the dictionaries of the password rules.
        migrated = database.migrate(vertx, staffPool, DATABASE_PATIENCE);
        document = Document.read(vertx);
        postman = new Postman(vertx, settings, regions, new LinkTokens(seal), staffPool, metrics.registry());
        readiness = new Readiness(portalPool, postman::oldestWaiting);
        retention = new Retention(settings);
        rules = new PasswordRules(settings);
        hasher = new PasswordHasher(vertx, settings, metrics.registry());
        accessTokens = new AccessTokens(
                vertx, SigningKey.all(keyring), audiences(regions), settings.duration("session.access-validity"));
    }

    /** Starts everything; completes once requests are answered and readiness says so. */
    public static Future<Backend> start(Settings settings) {
        return listen(settings).compose(backend -> backend.open().map(backend).onFailure(failure -> backend.giveUp()));
    }

    /**
     * Brings the database up to date, then listens; {@link #open} reports readiness. Throws
     * {@link latchkey.config.ConfigException} for a setting that can't be used, or fails with it where only PostgreSQL
     * can tell.
     */
    static Future<Backend> listen(Settings settings) {
        var backend = new Backend(settings);
        return backend.deploy().map(backend).onFailure(failure -> backend.giveUp());
    }

    /** Reports readiness to operators; {@link #stop} takes it back. */
    Future<Void> open() {
        var management = new Management(readiness, metrics);
        return vertx.deployVerticle(listener(
                        loop -> Future.succeededFuture(management.router(loop)),
                        "management.port",
                        -3,
                        Optional.empty(),
                        managementPort,
                        Listener.LONGEST_SILENCE))
                .onSuccess(deployed -> complete())
                .mapEmpty();
    }

    /**
     * Reports that it is no longer ready, and asks clients to reconnect. After the drain it takes no new requests, lets
     * running ones finish and stops everything.
     */
    public Future<Void> stop() {
        readiness.stopping();
        boolean wasReady = managementPort() != 0;
        // Not a timer of Vert.x: its event loop would be gone before it could complete this future.
        var later = CompletableFuture.delayedExecutor(wasReady ? drain.toMillis() : 0, TimeUnit.MILLISECONDS);
        return Future.fromCompletionStage(CompletableFuture.supplyAsync(this::close, later))
                .compose(Function.identity());
    }

    private Future<Void> close() {
        var undeployed = vertx.deploymentIDs().stream().map(vertx::undeploy).toList();
        return Future.join(undeployed)
                .transform(done -> {
                    hasher.close();
                    return vertx.close();
                })
                .onComplete(done -> metrics.close());
    }

    public int portalPort() {
        return portalPort.get();
    }

    public int staffPort() {
        return staffPort.get();
    }

    public int managementPort() {
        return managementPort.get();
    }

    private Future<?> deploy() {
        var portal = new Portal(vertx, settings, regions, portalPool, hasher, rules, seal, accessTokens);
        var invitations =
                new SendInvitations(staffPool, new Limits(settings), settings.duration("invitation.validity"));
        var staffApi = new StaffApi(
                vertx,
                document,
                settings,
                regions,
                staffPool,
                readPool,
                longPool,
                hasher,
                rules,
                seal,
                accessTokens,
                invitations);
        var eachLoop = new DeploymentOptions().setInstances(Listener.EVENT_LOOPS);
        // Side by side, since most of each is a wait.
        return migrated.compose(done -> Future.join(List.of(
                vertx.deployVerticle(
                        () -> listener(
                                loop -> Future.succeededFuture(portal.router(loop)),
                                "portal.port",
                                -1,
                                portalCertificate,
                                portalPort,
                                Listener.LONGEST_SILENCE),
                        eachLoop),
                vertx.deployVerticle(
                        () -> listener(
                                staffApi::router,
                                "staff.port",
                                -2,
                                staffCertificate,
                                staffPort,
                                StaffApi.LONGEST_SILENCE),
                        eachLoop),
                vertx.deployVerticle(postman),
                vertx.deployVerticle(new Housekeeping(longPool, retention, metrics.registry())),
                vertx.deployVerticle(new LogoutSender(vertx, staffPool, new Apps(settings), regions, accessTokens)),
                vertx.deployVerticle(new Announcements(database.changesPool(vertx))),
                vertx.deployVerticle(() -> new BatchWorker(staffPool, invitations), BatchWorker.INSTANCES))));
    }

    private void giveUp() {
        close().onComplete(stopped -> LOG.debug("A backend that could not start has stopped"));
    }

    /** Loads what the first requests, and so the start, can do without. */
    private void complete() {
        vertx.executeBlocking(() -> {
                    metrics.observeJvm();
                    return metrics;
                })
                .onFailure(failure -> LOG.error("The JVM metrics could not be loaded", failure));
    }

    /**
     * @param free the port number that means any free port: negative, so that all event loops of a listener share one
     */
    private Listener listener(
            Function<Vertx, Future<Router>> router,
            String key,
            int free,
            Optional<ServerCertificate> certificate,
            AtomicInteger actual,
            Duration silence) {
        int port = settings.port(key);
        var options = Listener.options(settings.text("bind"), port == 0 ? free : port, silence);
        return new Listener(key, router, options, certificate, readiness::isStopping, actual::set);
    }

    /** Vert.x would share one port between the two, so that either could answer. */
    private static void requireDifferent(Settings settings, String one, String other) {
        if (settings.port(one) != 0 && settings.port(one) == settings.port(other)) {
            throw settings.fault(other, "is the same as " + one, "each listener needs a port of its own");
        }
    }

    private static Collection<Audience> audiences(Regions regions) {
        var audiences = new ArrayList<Audience>();
        regions.all().forEach(region -> audiences.add(Audience.of(region)));
        audiences.add(Audience.STAFF);
        return audiences;
    }
}
