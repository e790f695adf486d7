package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.web.Problem;

/** Invites contacts, the first time or again with a new link, and revokes what was not used. */
public final class SendInvitations {

    /** The counter of invitations to one contact. */
    public static final String BY_CONTACT = "invitation-by-contact";

    private final Pool pool;
    private final InvitationTable table;
    private final Limits limits;
    private final Duration validity;

    /** @param validity how long the link of an invitation works */
    public SendInvitations(Pool pool, Limits limits, Duration validity) {
        this.pool = pool;
        this.table = new InvitationTable(pool);
        this.limits = limits;
        this.validity = validity;
    }

    /**
     * An outcome for each contact that is in one of the regions; the others are treated as if they didn't exist. All
     * take one statement; a thousand is a good number.
     */
    public Future<List<InvitationOutcome>> send(
            Collection<UUID> contacts, Collection<String> regions, UUID staff, String network) {
        return pool.withTransaction(
                transaction -> send(transaction, contacts, regions, staff, network, Optional.empty()));
    }

    /** The same as part of a transaction. */
    public Future<List<InvitationOutcome>> send(
            SqlClient transaction,
            Collection<UUID> contacts,
            Collection<String> regions,
            UUID staff,
            String network,
            Optional<String> personal) {
        return table.send(transaction, contacts, regions, staff, network, personal, validity, limits);
    }

    /**
     * Invites one contact; fails with the reason if it can't be invited.
     *
     * @param personal what the member adds to the mail in their own words
     */
    public Future<Void> invite(
            UUID contact, Collection<String> regions, UUID staff, String network, Optional<String> personal) {
        return pool.withTransaction(transaction -> invite(transaction, contact, regions, staff, network, personal));
    }

    /** The same as part of a transaction. */
    public Future<Void> invite(
            SqlClient transaction,
            UUID contact,
            Collection<String> regions,
            UUID staff,
            String network,
            Optional<String> personal) {
        return send(transaction, List.of(contact), regions, staff, network, personal)
                .map(outcomes -> outcomes.stream().findFirst().orElseThrow(() -> Problem.of(404, "not-found")))
                .map(SendInvitations::mustBeSent)
                .mapEmpty();
    }

    /** False if there is no unused invitation to revoke. */
    public Future<Boolean> revoke(UUID contact, Collection<String> regions, UUID staff, String network) {
        return table.revoke(contact, regions, staff, network);
    }

    private static InvitationOutcome mustBeSent(InvitationOutcome outcome) {
        return switch (outcome.kind()) {
            case SENT -> outcome;
            case ACCOUNT_EXISTS -> throw Problem.of(409, "account-exists");
            case ARCHIVED -> throw Problem.of(409, "archived");
            case NO_ADDRESS -> throw Problem.of(409, "no-address");
            case ADDRESS_IN_USE ->
                throw Problem.of(409, "address-in-use")
                        .with("contactId", outcome.other().orElseThrow().toString());
            case LIMITED -> throw new Limited(outcome.limitedUntil().orElseThrow(), "invitation-limited");
            case ABSENT -> throw Problem.of(404, "not-found");
        };
    }
}
