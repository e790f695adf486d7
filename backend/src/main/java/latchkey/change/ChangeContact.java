package latchkey.change;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import latchkey.api.SignedInStaff;
import latchkey.change.ChangeTable.Next;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Limited;

/**
 * Changes a contact. With another address an invited client gets a new invitation in the same step, and a client with an
 * account is asked to confirm it (docs/decisions/044-what-an-address-change-does.md).
 */
final class ChangeContact {

    private final Pool pool;
    private final SendInvitations invitations;
    private final AskForConfirmation confirmation;

    ChangeContact(Pool pool, SendInvitations invitations, AskForConfirmation confirmation) {
        this.pool = pool;
        this.invitations = invitations;
        this.confirmation = confirmation;
    }

    /** Fails with a problem or {@link Limited}; nothing is changed then. */
    Future<Void> change(SignedInStaff member, String network, UUID contact, ContactChange change) {
        return pool.withTransaction(transaction -> new ChangeTable(transaction)
                .change(member, network, contact, change)
                .compose(next -> next == Next.KEEP
                        ? Future.succeededFuture()
                        : follow(transaction, next, member, network, contact, change, false)));
    }

    /** The same for the address only; the current address revokes a pending one. */
    Future<Void> changeAddress(SignedInStaff member, String network, UUID contact, ContactChange change) {
        return pool.withTransaction(transaction -> new ChangeTable(transaction)
                .change(member, network, contact, change)
                .compose(next -> follow(transaction, next, member, network, contact, change, true)));
    }

    private Future<Void> follow(
            SqlClient transaction,
            Next next,
            SignedInStaff member,
            String network,
            UUID contact,
            ContactChange change,
            boolean again) {
        return switch (next) {
            case NOTHING -> Future.succeededFuture();
            case INVITE ->
                invitations.invite(transaction, contact, member.regions(), member.id(), network, Optional.empty());
            case CONFIRM -> {
                var address = new NewAddress(contact, change.email().orElseThrow());
                yield (again
                                ? confirmation.askAgain(transaction, address, member.id(), network)
                                : confirmation.ask(
                                        transaction, List.of(address), member.id(), network, Optional.empty()))
                        .map(Limited.by(Function.identity(), "address-limited"))
                        .mapEmpty();
            }
            case KEEP -> new PendingAddressTable(transaction).revoke(contact, member.id(), network);
        };
    }
}
