package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Locale;
import java.util.Optional;
import latchkey.api.Operations;
import latchkey.api.Sent;
import latchkey.link.LinkTokens;
import latchkey.link.Purpose;
import latchkey.password.Checked;
import latchkey.password.Password;
import latchkey.password.PasswordHasher;
import latchkey.password.PasswordRules;
import latchkey.text.Texts;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** A staff member's first password, by the one-time link; also the way back in for who forgot it. */
final class ActivationRoutes {

    private static final Texts TEXTS = Texts.of("portal", Locale.ROOT);

    private final ActivationTable table;
    private final LinkTokens tokens;
    private final PasswordRules rules;
    private final PasswordHasher hasher;

    ActivationRoutes(Pool pool, LinkTokens tokens, PasswordRules rules, PasswordHasher hasher) {
        this.table = new ActivationTable(pool);
        this.tokens = tokens;
        this.rules = rules;
        this.hasher = hasher;
    }

    void mount(Operations operations) {
        operations.open("checkActivation", this::check);
        operations.open("activateStaff", this::activate);
    }

    private Future<Reply> check(Sent sent) {
        return link(sent)
                .map(link ->
                        Reply.json(new JsonObject().put("email", link.email()).put("name", link.name())));
    }

    private Future<Reply> activate(Sent sent) {
        return link(sent)
                .compose(link -> hasher.hash(
                                accepted(sent.body().getString("password"), link),
                                sent.caller().present())
                        .compose(phc -> table.redeem(link, phc, sent.network())))
                .map(redeemed -> {
                    if (!redeemed) {
                        throw Problem.of(410, "link-used");
                    }
                    return Reply.empty(204);
                });
    }

    private Future<StaffLink> link(Sent sent) {
        return tokens.open(Purpose.STAFF, "staff", sent.body().getString("token"))
                .map(table::find)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found ->
                        found.orElseThrow(() -> Problem.of(404, "link-unknown")).opened());
    }

    private Password accepted(String typed, StaffLink link) {
        return switch (rules.check(typed, link.personalWords())) {
            case Checked.Accepted accepted -> accepted.password();
            case Checked.Refused refused ->
                throw Problem.of(422, "password-refused")
                        .field("password", TEXTS.text(refused.reason().key(), rules.minimum(), Password.LONGEST));
        };
    }
}
