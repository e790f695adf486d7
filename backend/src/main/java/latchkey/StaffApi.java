package latchkey;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import latchkey.account.StaffAccountRoutes;
import latchkey.api.Document;
import latchkey.api.Operations;
import latchkey.api.StaffGate;
import latchkey.caller.CallerReader;
import latchkey.caller.Network;
import latchkey.change.AskForConfirmation;
import latchkey.change.ChangeRoutes;
import latchkey.config.Settings;
import latchkey.contact.AddressRoutes;
import latchkey.contact.ContactRoutes;
import latchkey.diagnosis.DiagnosisRoutes;
import latchkey.event.ChangesRoutes;
import latchkey.event.EventRoutes;
import latchkey.invitation.InviteRoutes;
import latchkey.invitation.SendInvitations;
import latchkey.invitation.batch.BatchRoutes;
import latchkey.job.JobRoutes;
import latchkey.key.Seal;
import latchkey.limit.Limits;
import latchkey.link.LinkTokens;
import latchkey.mail.MailWriter;
import latchkey.mail.sent.SentMailRoutes;
import latchkey.openid.Apps;
import latchkey.openid.overview.AppRoutes;
import latchkey.password.PasswordRules;
import latchkey.password.hash.PasswordHasher;
import latchkey.privacy.PersonRoutes;
import latchkey.region.Regions;
import latchkey.search.DuplicateRoutes;
import latchkey.search.SearchRoutes;
import latchkey.session.AccessTokens;
import latchkey.session.Grants;
import latchkey.session.SessionTable;
import latchkey.session.SessionTokens;
import latchkey.staff.ActivationRoutes;
import latchkey.staff.SignInStaff;
import latchkey.staff.StaffRoutes;
import latchkey.staff.StaffSessionRoutes;
import latchkey.staff.StaffSignInTable;
import latchkey.staff.own.OwnAccountRoutes;
import latchkey.transfer.ExportRoutes;
import latchkey.transfer.ImportContacts;
import latchkey.transfer.ImportHistoryRoutes;
import latchkey.transfer.ImportRoutes;
import latchkey.web.Failures;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** Puts the staff API together. Its parts are shared by all event loops; the document lists the routes. */
public final class StaffApi {

    /** An import sends nothing while it works. Only the staff network can hold connections open here. */
    public static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Future<Document> document;
    private final StaffGate gate;
    private final CallerReader callers;
    private final List<Consumer<Operations>> features;

    /**
     * @param document read in parallel, since that takes a while
     * @param reads for searches and lists
     * @param longPool for work that may take minutes
     */
    public StaffApi(
            Vertx vertx,
            Future<Document> document,
            Settings settings,
            Regions regions,
            Pool pool,
            Pool reads,
            Pool longPool,
            PasswordHasher hasher,
            PasswordRules rules,
            Seal seal,
            AccessTokens accessTokens,
            SendInvitations invitations) {
        this.document = document;
        var limits = new Limits(settings);
        var linkTokens = new LinkTokens(seal);
        var sessionTokens = new SessionTokens(seal);
        Duration maximum = settings.duration("session.maximum");
        Duration idle = settings.duration("session.idle");
        Duration invitationValidity = settings.duration("invitation.validity");
        Duration resetValidity = settings.duration("reset.validity");
        int mostPeople = settings.number("jobs.people", 1, 100);
        var sessions = new SessionTable(pool, idle, settings.duration("session.refresh-overlap", "1m"));
        var confirmation = new AskForConfirmation(limits, invitationValidity);
        gate = new StaffGate(pool, idle, regions, accessTokens);
        callers = new CallerReader(new Network(settings, "trusted-proxies", "staff.trusted-proxies"), sessionTokens);
        features = List.of(
                new StaffSessionRoutes(
                        new SignInStaff(pool, hasher, limits, maximum),
                        new StaffSignInTable(pool, maximum),
                        sessionTokens,
                        new Grants(sessions, sessionTokens, accessTokens),
                        gate,
                        regions)::mount,
                new ActivationRoutes(pool, linkTokens, rules, hasher)::mount,
                new ContactRoutes(pool)::mount,
                new ChangeRoutes(pool, invitations, confirmation)::mount,
                new AddressRoutes()::mount,
                new SearchRoutes(reads)::mount,
                new DuplicateRoutes(reads)::mount,
                new ImportRoutes(new ImportContacts(
                        vertx, gate, longPool, regions, invitations, confirmation, limits, mostPeople))::mount,
                new ImportHistoryRoutes(pool)::mount,
                new ExportRoutes(gate, reads)::mount,
                new PersonRoutes(vertx, longPool)::mount,
                new JobRoutes(pool, mostPeople)::mount,
                new AppRoutes(new Apps(settings), regions, pool)::mount,
                new StaffAccountRoutes(pool, longPool, limits, resetValidity)::mount,
                new InviteRoutes(invitations, pool, new MailWriter(settings, regions, linkTokens), invitationValidity)
                        ::mount,
                new SentMailRoutes(pool)::mount,
                new BatchRoutes(pool, longPool, limits)::mount,
                new DiagnosisRoutes(pool, limits, regions)::mount,
                new EventRoutes(pool, reads)::mount,
                new ChangesRoutes(vertx, gate)::mount,
                new OwnAccountRoutes(vertx, pool, hasher, rules, limits, idle, resetValidity)::mount,
                new StaffRoutes(pool, regions, invitationValidity)::mount);
    }

    /** The router of one event loop. */
    public Future<Router> router(Vertx vertx) {
        return document.map(read -> router(vertx, read));
    }

    private Router router(Vertx vertx, Document document) {
        Router router = Routes.router(vertx, Failures::answer);
        router.route("/api/v1/*").subRouter(operations(vertx, document).router());
        return router;
    }

    private Operations operations(Vertx vertx, Document document) {
        var operations = new Operations(vertx, document, gate, callers);
        features.forEach(feature -> feature.accept(operations));
        operations.open(
                "getOpenApi", sent -> Future.succeededFuture(Reply.text(200, "application/yaml", document.yaml())));
        return operations;
    }
}
