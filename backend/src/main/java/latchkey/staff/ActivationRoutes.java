package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Locale;
import java.util.Optional;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.link.LinkTokens;
import latchkey.link.Purpose;
import latchkey.password.Checked;
import latchkey.password.Password;
import latchkey.password.PasswordRules;
import latchkey.password.hash.PasswordHasher;
import latchkey.text.Texts;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** A staff member's first password, by the one-time link; also the way back in for anybody who forgot it. */
public final class ActivationRoutes {

    private static final Texts TEXTS = Texts.of("portal", Locale.ROOT);

    private final ActivationTable table;
    private final LinkTokens tokens;
    private final PasswordRules rules;
    private final PasswordHasher hasher;

    public ActivationRoutes(Pool pool, LinkTokens tokens, PasswordRules rules, PasswordHasher hasher) {
        this.table = new ActivationTable(pool);
        this.tokens = tokens;
        this.rules = rules;
        this.hasher = hasher;
    }

    public void mount(Operations operations) {
        operations.open("checkActivation", this::check);
        operations.open("activateStaff", this::activate);
    }

    private Future<Reply> check(ApiRequest request) {
        return link(request)
                .map(link ->
                        Reply.json(new JsonObject().put("email", link.email()).put("name", link.name())));
    }

    private Future<Reply> activate(ApiRequest request) {
        return link(request)
                .compose(link -> hasher.hash(
                                accepted(request.body().getString("password"), link),
                                request.caller().present())
                        .compose(phc -> table.redeem(link, phc, request.network())))
                .map(redeemed -> {
                    if (!redeemed) {
                        throw Problem.of(410, "link-used");
                    }
                    return Reply.empty(204);
                });
    }

    private Future<StaffLink> link(ApiRequest request) {
        return tokens.open(Purpose.STAFF, "staff", request.body().getString("token"))
                .map(table::find)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found ->
                        found.orElseThrow(() -> Problem.of(404, "link-unknown")).orThrow());
    }

    private Password accepted(String typed, StaffLink link) {
        return switch (rules.check(typed, link.personalWords())) {
            case Checked.Accepted accepted -> accepted.password();
            case Checked.Refused refused ->
                throw Problem.of(422, "password-refused")
                        .field("password", TEXTS, refused.reason().key(), rules.minimum(), Password.LONGEST);
        };
    }
}
