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

    private final Limits limits;
    private final Duration validity;

    /** @param validity how long the link to confirm with works */
    public AskForConfirmation(Limits limits, Duration validity) {
        this.limits = limits;
        this.validity = validity;
    }

    /**
     * As part of a transaction that has locked the contacts and their accounts.
     *
     * @return until when a client is limited who was therefore not asked
     */
    public Future<Optional<Instant>> ask(
            SqlClient transaction, List<NewAddress> addresses, UUID staff, String network, Optional<UUID> importId) {
        return new PendingAddressTable(transaction).ask(addresses, staff, network, validity, limits, importId);
    }
}
