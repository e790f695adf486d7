package latchkey.diagnosis;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.address.AddressSimilarity;
import latchkey.api.SignedInStaff;
import latchkey.database.Rows;
import latchkey.diagnosis.Facts.Account;
import latchkey.diagnosis.Facts.EarlyTry;
import latchkey.diagnosis.Facts.Ending;
import latchkey.diagnosis.Facts.FormerAddress;
import latchkey.diagnosis.Facts.Invitation;
import latchkey.diagnosis.Facts.PendingAddress;
import latchkey.diagnosis.Facts.RefusedLink;
import latchkey.diagnosis.Facts.Reset;
import latchkey.diagnosis.Facts.Sending;
import latchkey.diagnosis.Facts.Typed;
import latchkey.diagnosis.Facts.WrongPasswords;
import latchkey.limit.Counters;
import latchkey.limit.Limits;
import latchkey.limit.SignInCounters;

/** Reads the facts: those of the contact in one statement, what strangers typed in another. */
final class FactTable {

    /** The beginning of the names of the counters by account and network; a blank and the network follow. */
    private static final String FROM_SOME_NETWORK =
            Counters.sqlKey(SignInCounters.BY_ACCOUNT_AND_NETWORK, "c.region", "a.email");

    private static final String ON_SOME_DEVICE = Counters.sqlKey(SignInCounters.BY_DEVICE, "c.region", "a.email");

    private static final String FACTS = """
            select now() as now, c.region, c.given_name, c.archived_at, coalesce(a.email, c.email) as email,
                i.created_at as invited_at, i.email as invited_email, i.expires_at as invitation_expires_at,
                i.ended_at as invitation_ended_at, i.ended_by as invitation_ended_by, revoked.name as revoked_by,
                im.status as invitation_mail, im.changed_at as invitation_mail_at,
                im.next_attempt_at as invitation_mail_next, im.detail as invitation_mail_words,
                a.email as account_email, a.activated_at, a.password_changed_at, a.last_sign_in_at, a.disabled_at,
                a.disabled_by, m.name as disabled_by_name, a.disabled_reason,
                r.created_at as reset_at, r.expires_at as reset_expires_at,
                rm.status as reset_mail, rm.changed_at as reset_mail_at, rm.next_attempt_at as reset_mail_next,
                rm.detail as reset_mail_words,
                pending.created_at as pending_at, pending.email as pending_email, pending.expires_at as pending_expires_at,
                pm.status as pending_mail, pm.changed_at as pending_mail_at, pm.next_attempt_at as pending_mail_next,
                pm.detail as pending_mail_words,
                owner.name as address_owner, reset_used.at as reset_used_at,
                refused.at as refused_at, refused.details ->> 'purpose' as refused_purpose,
                refused.details ->> 'why' as refused_why,
                wrong.count as wrong_count, wrong.last as wrong_last,
                moved.at as moved_at, moved.details -> 'was' ->> 'email' as former_email,
                early.at as early_at, early.kind as early_kind,
                greatest(
                    (select \
            """ + Counters.end("$6") + " from rate_limit where "
            + Counters.isUsedUp("$4", "$6") + " and key = "
            + Counters.sqlKey(SignInCounters.BY_ACCOUNT, "c.region", "a.email") + "), (select max("
            + Counters.end("$5") + ") from rate_limit where " + Counters.isUsedUp("$3", "$5") + " and ("
            + Counters.hasMoreParts(FROM_SOME_NETWORK) + " or " + Counters.hasMoreParts(ON_SOME_DEVICE) + ")" + """
                    )) as limited_until
            from contact c
            left join link i on i.id = c.invitation_id
            left join lateral (select * from mail where link_id = i.id order by created_at desc limit 1) im on true
            left join account a on a.contact_id = c.id
            left join staff m on m.id = a.disabled_by
            left join lateral (
                select other.given_name || ' ' || other.family_name || coalesce(' (' || other.reference || ')', '') as name
                from account taken join contact other on other.id = taken.contact_id
                where taken.region = c.region and taken.email = c.email and taken.contact_id <> c.id) owner on true
            left join lateral (
                select s.name
                from (select * from event where contact_id = c.id order by id desc limit 1000) as newest
                join staff s on s.id::text = newest.actor
                where kind = 'invitation-revoked' and i.ended_by = 'revoked'
                order by newest.id desc limit 1) revoked on true
            left join lateral (
                select at from (select * from event where contact_id = c.id order by id desc limit 1000) as newest
                where kind = 'reset-used'
                order by id desc limit 1) reset_used on true
            left join lateral (
                select * from link where account_id = a.id and purpose = 'reset' and used_at is null and ended_at is null
                    and created_at > now() - interval '7 days'
                order by created_at desc limit 1) r on true
            left join lateral (select * from mail where link_id = r.id order by created_at desc limit 1) rm on true
            left join link pending on pending.account_id = a.id and pending.purpose = 'address'
                and pending.used_at is null and pending.ended_at is null and pending.expires_at > now()
            left join lateral (
                select * from mail where link_id = pending.id order by created_at desc limit 1) pm on true
            left join lateral (
                select at, details from (select * from event where contact_id = c.id order by id desc limit 1000) as newest
                where kind = 'link-refused' and at > now() - interval '7 days'
                order by id desc limit 1) refused on true
            left join lateral (
                select count(*) as count, max(at) as last
                from (select * from event where contact_id = c.id order by id desc limit 1000) as newest
                where kind = 'sign-in-failed' and details ->> 'why' = 'password' and at > now() - interval '7 days'
                    and at > greatest(a.activated_at, a.last_sign_in_at)
                ) wrong on true
            left join lateral (
                select at, details
                from (select * from event where contact_id = c.id order by id desc limit 1000) as newest
                where kind = 'contact-changed' and actor = 'client' and details -> 'was' ? 'email'
                    and details -> 'now' ->> 'email' = a.email and at > a.activated_at
                order by id desc limit 1) moved on true
            left join lateral (
                select at, kind
                from (select * from event where contact_id = c.id order by id desc limit 1000) as newest
                where a.id is null and kind in ('sign-in-failed', 'reset-requested')
                    and details ->> 'email' = c.email and at > now() - interval '7 days'
                order by id desc limit 1) early on true
            where c.id = $1 and c.region = any ($2::text[])
            """;

    /**
     * Addresses that belong to no contact: in the region the newest, those that begin like this one, the unconfirmed
     * new one and the former one; elsewhere only this one. Each part reads a bounded number of rows, however many were
     * typed: its range and order force the planner to use the index of typed addresses.
     */
    private static final String TYPED = """
        with typed as (
            (select * from event where contact_id is null and details ? 'email' and region between $1 and $1
                order by region, id desc limit 2000)
            union all
            (select * from event where contact_id is null and details ? 'email' and region between $1 and $1
                and (details ->> 'email') collate "C" >= left($3, 3)
                order by region, (details ->> 'email') collate "C" limit 2000)
            union all
            (select same.* from unnest($4::text[]) as own (email) cross join lateral (
                select * from event e where contact_id is null and details ? 'email' and e.region = $1
                    and (details ->> 'email') collate "C" = own.email
                order by id desc limit 100) as same)
            union all
            (select same.* from unnest($2::text[]) as elsewhere (region) cross join lateral (
                select * from event e where contact_id is null and details ? 'email' and e.region = elsewhere.region
                    and (details ->> 'email') collate "C" = $3
                order by id desc limit 100) as same)
        )
        select details ->> 'email' as email, region, max(at) as at from typed
        where at > now() - interval '7 days' and kind in ('sign-in-failed', 'reset-requested')
        group by 1, 2 order by at desc
        """;

    private final Pool pool;
    private final Limits limits;

    FactTable(Pool pool, Limits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /** @param everywhere the codes of all regions */
    Future<Optional<Facts>> read(SignedInStaff member, UUID contact, List<String> everywhere) {
        var parameters = Tuple.of(contact)
                .addValue(member.regionCodes())
                .addValue(limits.signInByAccountAndNetwork().count())
                .addValue(limits.signInByAccount().count())
                .addValue(limits.signInByAccountAndNetwork().seconds())
                .addValue(limits.signInByAccount().seconds());
        return pool.preparedQuery(FACTS)
                .execute(parameters)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : typed(rows.iterator().next(), everywhere).map(Optional::of));
    }

    private Future<Facts> typed(Row row, List<String> everywhere) {
        String region = row.getString("region");
        var parameters = Tuple.of(region)
                .addValue(everywhere.toArray(String[]::new))
                .addValue(row.getString("email"))
                .addValue(new String[] {row.getString("pending_email"), row.getString("former_email")});
        return pool.preparedQuery(TYPED)
                .mapping(typed ->
                        new Typed(typed.getString("email"), typed.getString("region"), Rows.instant(typed, "at")))
                .execute(parameters)
                .map(rows -> facts(row, rows.stream().toList()));
    }

    private static Facts facts(Row row, List<Typed> typed) {
        String region = row.getString("region");
        Optional<String> email = Rows.optionalText(row, "email");
        Optional<String> pending = Rows.optionalText(row, "pending_email");
        Optional<String> former = Rows.optionalText(row, "former_email");
        var here = typed.stream().filter(one -> one.region().equals(region)).toList();
        return new Facts(
                Rows.instant(row, "now"),
                region,
                row.getString("given_name"),
                email,
                Rows.optionalText(row, "address_owner"),
                Rows.optionalInstant(row, "archived_at"),
                Rows.optionalInstant(row, "invited_at").map(at -> invitation(row, at)),
                Rows.optionalText(row, "account_email").map(address -> account(row, address)),
                Rows.optionalInstant(row, "reset_at").map(at -> reset(row, at)),
                Rows.optionalInstant(row, "reset_used_at"),
                Rows.optionalInstant(row, "pending_at").map(at -> pendingAddress(row, at)),
                Rows.optionalInstant(row, "refused_at")
                        .map(at -> new RefusedLink(
                                at,
                                Rows.optionalText(row, "refused_purpose").orElse(""),
                                Rows.optionalText(row, "refused_why").orElse(""))),
                new WrongPasswords(row.getLong("wrong_count").intValue(), Rows.optionalInstant(row, "wrong_last")),
                Rows.optionalInstant(row, "limited_until"),
                typed.stream().filter(one -> !one.region().equals(region)).toList(),
                here.stream()
                        .filter(one -> !pending.equals(Optional.of(one.email())))
                        .filter(one -> !former.equals(Optional.of(one.email())))
                        .filter(one -> email.filter(known -> AddressSimilarity.isLikely(one.email(), known))
                                .isPresent())
                        .toList(),
                here.stream()
                        .filter(one -> pending.equals(Optional.of(one.email())))
                        .findFirst(),
                former.map(address -> formerAddress(row, address, here)),
                Rows.optionalInstant(row, "early_at")
                        .map(at -> new EarlyTry(at, row.getString("early_kind").equals("reset-requested"))));
    }

    private static FormerAddress formerAddress(Row row, String email, List<Typed> typed) {
        Instant at = Rows.instant(row, "moved_at");
        return new FormerAddress(
                at,
                email,
                typed.stream()
                        .filter(one -> one.email().equals(email) && one.at().isAfter(at))
                        .map(Typed::at)
                        .findFirst());
    }

    private static Invitation invitation(Row row, Instant at) {
        return new Invitation(
                at,
                row.getString("invited_email"),
                Rows.instant(row, "invitation_expires_at"),
                Rows.optionalText(row, "invitation_ended_by")
                        .map(by -> new Ending(
                                Rows.instant(row, "invitation_ended_at"), by, Rows.optionalText(row, "revoked_by"))),
                sending(row, "invitation_mail"));
    }

    private static Account account(Row row, String email) {
        return new Account(
                email,
                Rows.instant(row, "activated_at"),
                Rows.instant(row, "password_changed_at"),
                Rows.optionalInstant(row, "last_sign_in_at"),
                Rows.optionalInstant(row, "disabled_at"),
                Rows.optionalId(row, "disabled_by"),
                Rows.optionalText(row, "disabled_by_name"),
                Rows.optionalText(row, "disabled_reason"));
    }

    private static Reset reset(Row row, Instant at) {
        return new Reset(at, Rows.instant(row, "reset_expires_at"), sending(row, "reset_mail"));
    }

    private static PendingAddress pendingAddress(Row row, Instant at) {
        return new PendingAddress(
                at,
                row.getString("pending_email"),
                Rows.instant(row, "pending_expires_at"),
                sending(row, "pending_mail"));
    }

    private static Optional<Sending> sending(Row row, String mail) {
        return Rows.optionalText(row, mail)
                .map(status -> new Sending(
                        status,
                        Rows.instant(row, mail + "_at"),
                        Rows.optionalInstant(row, mail + "_next"),
                        Rows.optionalText(row, mail + "_words").orElse("")));
    }
}
