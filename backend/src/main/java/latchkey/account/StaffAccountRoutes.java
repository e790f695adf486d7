package latchkey.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import latchkey.account.StaffAccountTable.Outcome;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactFields;
import latchkey.contact.ContactJson;
import latchkey.contact.ContactTable;
import latchkey.limit.Counters;
import latchkey.limit.Limits;
import latchkey.web.Answering;
import latchkey.web.Problem;
import latchkey.web.Reply;

/**
 * What staff do with a client's account. Each answers with the contact as it is afterwards; repeating one changes
 * nothing.
 */
public final class StaffAccountRoutes {

    private static final int BODY_KB = 64;

    private final StaffAccountTable accounts;
    private final ContactTable contacts;
    private final Limits limits;
    private final Duration resetValidity;

    /** @param longPool for taking access away while an import holds the contact */
    public StaffAccountRoutes(Pool pool, Pool longPool, Limits limits, Duration resetValidity) {
        this.accounts = new StaffAccountTable(pool, longPool);
        this.contacts = new ContactTable(pool);
        this.limits = limits;
        this.resetValidity = resetValidity;
    }

    public void mount(Operations operations) {
        takeAway(operations, "disableAccount", this::disable);
        takeAway(operations, "signOutAccount", (member, request) -> act(member, request, accounts::signOut));
        operations.on("unlockAccount", (member, request) -> act(member, request, accounts::unlock));
        operations.on("enableAccount", (member, request) -> act(member, request, accounts::enable));
        operations.on("resetAccount", (member, request) -> act(member, request, this::reset));
    }

    /** Has to succeed, even while an import is writing the contact. */
    private static void takeAway(
            Operations operations, String operation, BiFunction<SignedInStaff, ApiRequest, Future<Reply>> answer) {
        operations.on(operation, BODY_KB, Answering::patiently, answer);
    }

    private Future<Reply> disable(SignedInStaff member, ApiRequest request) {
        Optional<String> reason = ContactFields.optional(
                "reason", Optional.ofNullable(request.body().getString("reason")));
        return act(member, request, (by, contact, network) -> accounts.disable(by, contact, network, reason));
    }

    private interface Action {
        Future<Outcome> on(SignedInStaff member, UUID contact, String network);
    }

    private Future<Reply> act(SignedInStaff member, ApiRequest request, Action action) {
        UUID id = request.id("id");
        return action.on(member, id, request.network())
                .compose(outcome -> switch (outcome) {
                    case DONE -> contacts.get(member, id);
                    case ABSENT -> throw Problem.of(404, "not-found");
                    case NO_ACCOUNT -> throw Problem.of(409, "no-account");
                    case DISABLED -> throw Problem.of(409, "account-disabled");
                })
                .map(contact -> Reply.json(ContactJson.of(contact)));
    }

    private Future<Outcome> reset(SignedInStaff member, UUID contact, String network) {
        var counters = new Counters().add(limits.resetByRecipient(), "reset-by-staff", contact.toString());
        return accounts.reset(member, contact, network, counters, resetValidity);
    }
}
