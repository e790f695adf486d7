package latchkey;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
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
import latchkey.transfer.ImportHistoryRoutes;
import latchkey.transfer.ImportRoutes;
import latchkey.web.Failures;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** Puts the staff API together. Its parts are shared by all event loops; the routes stand in the document. */
public final class StaffApi {

    /** An import says nothing while it works. Only the staff network is here to hold connections open. */
    public static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Future<Document> document;
    private final StaffGate gate;
    private final CallerReader callers;
    private final StaffSessionRoutes sessionRoutes;
    private final ActivationRoutes activationRoutes;
    private final ContactRoutes contactRoutes;
    private final ChangeRoutes changeRoutes;
    private final SearchRoutes searchRoutes;
    private final DuplicateRoutes duplicateRoutes;
    private final ImportRoutes importRoutes;
    private final ImportHistoryRoutes importHistoryRoutes;
    private final ExportRoutes exportRoutes;
    private final PersonRoutes personRoutes;
    private final JobRoutes jobRoutes;
    private final AppRoutes appRoutes;
    private final StaffAccountRoutes accountActionRoutes;
    private final InviteRoutes inviteRoutes;
    private final SentMailRoutes sentMailRoutes;
    private final BatchRoutes batchRoutes;
    private final DiagnosisRoutes diagnosisRoutes;
    private final EventRoutes eventRoutes;
    private final ChangesRoutes changesRoutes;
    private final OwnAccountRoutes ownAccountRoutes;
    private final StaffRoutes staffRoutes;

    /**
     * @param document read meanwhile, since that takes a while
     * @param reads for what is searched and listed
     * @param longPool for what may take minutes
     */
    public StaffApi(
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
        Duration maximum = settings.duration("session.maximum");
        Duration idle = settings.duration("session.idle");
        var tokens = new SessionTokens(seal);
        gate = new StaffGate(pool, idle, regions, accessTokens);
        callers = new CallerReader(new Network(settings, "trusted-proxies", "staff.trusted-proxies"), tokens);
        sessionRoutes = new StaffSessionRoutes(
                new SignInStaff(pool, hasher, limits, maximum),
                new StaffSignInTable(pool, maximum),
                tokens,
                new Grants(
                        new SessionTable(pool, idle, settings.duration("session.refresh-overlap", "1m")),
                        tokens,
                        accessTokens),
                gate,
                regions);
        activationRoutes = new ActivationRoutes(pool, new LinkTokens(seal), rules, hasher);
        contactRoutes = new ContactRoutes(pool);
        var confirmation = new AskForConfirmation(limits, settings.duration("invitation.validity"));
        changeRoutes = new ChangeRoutes(pool, invitations, confirmation);
        searchRoutes = new SearchRoutes(reads);
        duplicateRoutes = new DuplicateRoutes(reads);
        int mostPeople = settings.number("jobs.people", 1, 100);
        importRoutes = new ImportRoutes(gate, longPool, regions, invitations, confirmation, limits, mostPeople);
        importHistoryRoutes = new ImportHistoryRoutes(pool);
        exportRoutes = new ExportRoutes(gate, reads);
        personRoutes = new PersonRoutes(longPool);
        jobRoutes = new JobRoutes(pool, mostPeople);
        appRoutes = new AppRoutes(new Apps(settings), regions, pool);
        accountActionRoutes = new StaffAccountRoutes(pool, longPool, limits, settings.duration("reset.validity"));
        inviteRoutes = new InviteRoutes(
                invitations,
                pool,
                new MailWriter(settings, regions, new LinkTokens(seal)),
                settings.duration("invitation.validity"));
        sentMailRoutes = new SentMailRoutes(pool);
        batchRoutes = new BatchRoutes(pool, longPool, limits);
        diagnosisRoutes = new DiagnosisRoutes(pool, limits, regions);
        eventRoutes = new EventRoutes(pool, reads);
        changesRoutes = new ChangesRoutes(gate);
        ownAccountRoutes = new OwnAccountRoutes(pool, hasher, rules, limits, idle, settings.duration("reset.validity"));
        staffRoutes = new StaffRoutes(pool, regions, settings.duration("invitation.validity"));
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
        sessionRoutes.mount(operations);
        activationRoutes.mount(operations);
        contactRoutes.mount(operations);
        changeRoutes.mount(operations);
        new AddressRoutes().mount(operations);
        searchRoutes.mount(operations);
        duplicateRoutes.mount(operations);
        importRoutes.mount(vertx, operations);
        importHistoryRoutes.mount(operations);
        exportRoutes.mount(operations);
        personRoutes.mount(vertx, operations);
        jobRoutes.mount(operations);
        appRoutes.mount(operations);
        accountActionRoutes.mount(operations);
        inviteRoutes.mount(operations);
        sentMailRoutes.mount(operations);
        batchRoutes.mount(operations);
        diagnosisRoutes.mount(operations);
        eventRoutes.mount(operations);
        changesRoutes.mount(vertx, operations);
        ownAccountRoutes.mount(operations);
        staffRoutes.mount(operations);
        operations.open(
                "getOpenApi", sent -> Future.succeededFuture(Reply.text(200, "application/yaml", document.yaml())));
        return operations;
    }
}
