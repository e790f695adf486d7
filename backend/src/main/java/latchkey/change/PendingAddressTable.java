package latchkey.change;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.database.Rows;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.Limits;
import latchkey.link.LinkTable;

/** The addresses that clients have to confirm before they sign in with them, in the transaction of the change. */
final class PendingAddressTable {

    /**
     * Mails each client a link to the new address, and a notice to the current one. The link replaces one to another
     * address, and reads what was replaced so that it is written afterwards: an index allows one per account. One to
     * the same address is mailed again if that is wanted ($11): the client may have it open.
     */
    private static final String ASK = """
                with asked as (
                    select * from unnest($4::uuid[], $5::text[], $6::uuid[], $1::text[])
                        as t (contact_id, email, link_id, counter)
                ), client as (
                    select a.id, a.region, a.contact_id, a.email as current_email, asked.email, asked.link_id,
                        asked.counter, (
                            select l.id from link l
                            where l.account_id = a.id and l.purpose = 'address' and l.email = asked.email
                                and l.used_at is null and l.ended_at is null and l.expires_at > now()) as open_link
                    from asked join account a on a.contact_id = asked.contact_id
                    where a.disabled_at is null
                    order by a.contact_id for no key update of a
                ),\
                """
            + Counters.takeEachWhere("key in (select counter from client where open_link is null or $11)") + """
                , allowed as (
                    select * from client
                    where (open_link is null or $11) and not exists (select from over where over.key = client.counter)
                ), accepted as (
                    select * from allowed where open_link is null
                ), replaced as (
                """
            + LinkTable.end(
                    "'replaced'", "where account_id = any (array(select id from accepted)) and purpose = 'address'")
            + """
                    returning id
                ), made as (
                    insert into link (id, purpose, region, contact_id, account_id, email, created_by, expires_at)
                    select link_id, 'address', region, contact_id, id, email, $7::uuid,
                        now() + make_interval(secs => $8)
                    from accepted, (select count(*) from replaced) as first
                ), confirmation_queued as (
                    insert into mail (id, kind, region, contact_id, link_id, recipient)
                    select gen_random_uuid(), 'address-confirmation', region, contact_id, coalesce(open_link, link_id), email
                    from allowed
                ), notice_queued as (
                    insert into mail (id, kind, region, contact_id, recipient)
                    select gen_random_uuid(), 'address-change-requested', region, contact_id, current_email
                    from accepted
                ), recorded as (
                    insert into event (region, contact_id, kind, actor, network, details)
                    select region, contact_id, 'address-change-requested', $7::uuid::text, $9,
                        jsonb_strip_nulls(jsonb_build_object('email', email, 'link', link_id, 'import', $10::uuid))
                    from accepted
                )
                select max(until) as limited_until from over
                """;

    private static final String REVOKE = """
        with ended as (
        """
            + LinkTable.end(
                    "'revoked'",
                    "from account a where a.contact_id = $1 and link.account_id = a.id and purpose = 'address'")
            + """
            returning link.id, link.region, link.contact_id, link.email
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, contact_id, 'address-change-revoked', $2, $3, jsonb_build_object('email', email, 'link', id)
        from ended
        """;

    private final SqlClient transaction;

    PendingAddressTable(SqlClient transaction) {
        this.transaction = transaction;
    }

    /** @return when the limit ends, if a client was not asked because of it */
    Future<Optional<Instant>> ask(
            List<NewAddress> addresses,
            UUID staff,
            String network,
            Duration validity,
            Limits limits,
            Optional<UUID> importId,
            boolean again) {
        var counters = new Counters();
        addresses.forEach(address -> counters.add(
                limits.invitationByContact(),
                AskForConfirmation.BY_CONTACT,
                address.contact().toString()));
        var parameters = counters.parameters(
                addresses.stream().map(NewAddress::contact).toArray(UUID[]::new),
                addresses.stream().map(NewAddress::email).toArray(String[]::new),
                Stream.generate(Ids::secret).limit(addresses.size()).toArray(UUID[]::new),
                staff,
                validity.toSeconds(),
                network,
                importId.orElse(null),
                again);
        return transaction
                .preparedQuery(ASK)
                .execute(parameters)
                .map(rows -> Rows.optionalInstant(rows.iterator().next(), "limited_until"));
    }

    Future<Void> revoke(UUID contact, UUID staff, String network) {
        return transaction
                .preparedQuery(REVOKE)
                .execute(Tuple.of(contact, staff.toString(), network))
                .mapEmpty();
    }
}
