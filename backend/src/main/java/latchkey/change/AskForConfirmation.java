package latchkey.change;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.limit.Limits;

/**
 * Asks clients to confirm a new address before they sign in with it (docs/decisions/044-what-an-address-change-does.md).
 */
public final class AskForConfirmation {

    /** The counter of the new addresses that one contact is asked to confirm. */
    public static final String BY_CONTACT = "address-change-by-contact";

    private final Limits limits;
    private final Duration validity;

    /** @param validity how long the link to confirm with works */
    public AskForConfirmation(Limits limits, Duration validity) {
        this.limits = limits;
        this.validity = validity;
    }

    /**
     * As part of a transaction that has locked the contacts. A client who was already asked to confirm this address, by
     * a link that still works, is not asked again.
     *
     * @return when the limit ends, if a client was not asked because of it
     */
    public Future<Optional<Instant>> ask(
            SqlClient transaction, List<NewAddress> addresses, UUID staff, String network, Optional<UUID> importId) {
        return ask(transaction, addresses, staff, network, importId, false);
    }

    /** The same, but a client who was already asked to confirm this address gets the link once more. */
    Future<Optional<Instant>> askAgain(SqlClient transaction, NewAddress address, UUID staff, String network) {
        return ask(transaction, List.of(address), staff, network, Optional.empty(), true);
    }

    private Future<Optional<Instant>> ask(
            SqlClient transaction,
            List<NewAddress> addresses,
            UUID staff,
            String network,
            Optional<UUID> importId,
            boolean again) {
        return new PendingAddressTable(transaction).ask(addresses, staff, network, validity, limits, importId, again);
    }
}
