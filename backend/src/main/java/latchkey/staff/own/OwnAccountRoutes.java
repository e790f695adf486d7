package latchkey.staff.own;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.address.EmailAddress;
import latchkey.address.TypedAddress;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.limit.Limits;
import latchkey.page.AddressRefusal;
import latchkey.password.Checked;
import latchkey.password.Password;
import latchkey.password.PasswordRules;
import latchkey.password.hash.PasswordHasher;
import latchkey.staff.own.ChangeOwnPassword.Outcome;
import latchkey.text.Texts;
import latchkey.text.Unicode;
import latchkey.text.UserAgent;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Staff members look after their own account. */
public final class OwnAccountRoutes {

    private static final Texts PORTAL = Texts.of("portal", Locale.ROOT);
    private static final Texts STAFF = Texts.of("staff", Locale.ROOT);

    private final OwnAccountTable table;
    private final RequestStaffReset resets;
    private final ChangeOwnPassword passwords;
    private final PasswordRules rules;
    private final Duration idle;

    /**
     * @param idle how long an unused session lasts
     * @param validity how long the link of a forgotten password works
     */
    public OwnAccountRoutes(
            Vertx vertx,
            Pool pool,
            PasswordHasher hasher,
            PasswordRules rules,
            Limits limits,
            Duration idle,
            Duration validity) {
        this.table = new OwnAccountTable(pool);
        this.resets = new RequestStaffReset(vertx, pool, limits, validity);
        this.passwords = new ChangeOwnPassword(pool, hasher, limits);
        this.rules = rules;
        this.idle = idle;
    }

    public void mount(Operations operations) {
        operations.open("forgotStaffPassword", this::forgot);
        operations.on("changeOwnName", this::rename);
        operations.on("changeOwnPassword", this::changePassword);
        operations.on("listOwnSessions", this::sessions);
        operations.on("endOwnSession", this::endSession);
    }

    private Future<Reply> forgot(ApiRequest request) {
        EmailAddress email = address(request.body().getString("email"));
        return resets.request(email, request.network()).map(mailed -> Reply.empty(202));
    }

    private Future<Reply> rename(SignedInStaff member, ApiRequest request) {
        String name = Unicode.strip(request.body().getString("name"));
        if (name.isEmpty() || !Unicode.isLine(name)) {
            throw Problem.invalid("name", "invalid.name");
        }
        return table.rename(member, name, request.network()).map(renamed -> Reply.empty(204));
    }

    private Future<Reply> changePassword(SignedInStaff member, ApiRequest request) {
        Password next = accepted(request.body().getString("password"), member);
        return Password.typed(request.body().getString("currentPassword"))
                .map(current -> passwords.change(member, current, next, request.caller()))
                .orElseGet(() -> Future.succeededFuture(Outcome.WRONG_CURRENT))
                .map(outcome -> switch (outcome) {
                    case CHANGED -> Reply.empty(204);
                    case WRONG_CURRENT ->
                        throw Problem.of(400, "field-invalid").field("currentPassword", PORTAL, "change.current-wrong");
                    case SAME ->
                        throw Problem.of(422, "password-refused").field("password", STAFF, "own-password.same");
                });
    }

    private Password accepted(String typed, SignedInStaff member) {
        return switch (rules.check(typed, List.of(member.email(), member.name()))) {
            case Checked.Accepted accepted -> accepted.password();
            case Checked.Refused refusal ->
                throw Problem.of(422, "password-refused")
                        .field("password", PORTAL, refusal.reason().key(), rules.minimum(), Password.LONGEST);
        };
    }

    private Future<Reply> sessions(SignedInStaff member, ApiRequest request) {
        return table.sessions(member, idle)
                .map(sessions ->
                        sessions.stream().map(session -> json(member, session)).toList())
                .map(items -> Reply.json(new JsonObject().put("items", items)));
    }

    private Future<Reply> endSession(SignedInStaff member, ApiRequest request) {
        UUID session = request.id("session");
        return table.endSession(member, session, request.network()).map(ended -> {
            if (!ended) {
                throw Problem.of(404, "not-found");
            }
            return Reply.empty(204);
        });
    }

    private static JsonObject json(SignedInStaff member, OwnAccountTable.OpenSession session) {
        return new JsonObject()
                .put("id", session.id().toString())
                .put("isCurrent", session.id().equals(member.session()))
                .put("signedInAt", session.signedInAt().toString())
                .put("lastUsedAt", session.lastUsedAt().toString())
                .put("device", device(UserAgent.of(session.userAgent())))
                .put("network", session.network());
    }

    private static String device(UserAgent agent) {
        return Stream.of(agent.browser(), agent.system())
                .flatMap(Optional::stream)
                .reduce((browser, system) -> STAFF.text("device", browser, system))
                .orElseGet(() -> STAFF.text("device.unknown"));
    }

    private static EmailAddress address(String typed) {
        return switch (TypedAddress.of(typed)) {
            case TypedAddress.Accepted accepted -> accepted.email();
            case TypedAddress.Refused refused -> throw AddressRefusal.problem(refused.fault());
        };
    }
}
