package latchkey.transfer;

import latchkey.change.AskForConfirmation;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Counters;

/** The statements of an import, which work on its rows in a table of the connection's own. */
final class ImportStatements {

    static final String CREATE = """
        create temporary table import_row (
            number integer primary key,
            region text,
            given_name text,
            family_name text,
            email text,
            phone text,
            reference text,
            refusal text,
            detail text,
            warnings jsonb,
            phone_keys text[],  -- the phone number in the ways that contact_phone may have it
            sort_name text generated always as (folded(family_name || E'\\n' || given_name)) stored,
            contact_id uuid,    -- the contact that the row is, or the id that a new one gets
            version bigint,     -- of that contact when the row was compared with it
            verdict text,
            was jsonb
        )
        """;

    static final String DROP = "drop table import_row";

    static final String STAGE = """
        insert into import_row (number, region, given_name, family_name, email, phone, reference, refusal, detail, warnings,
            phone_keys, contact_id)
        select number, region, given_name, family_name, email, phone, reference, refusal, detail, warnings::jsonb,
            string_to_array(phone_keys, ' '), contact_id
        from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::text[], $12::uuid[]) as staged (number, region, given_name, family_name, email, phone, reference, refusal,
            detail, warnings, phone_keys, contact_id)
        """;

    /**
     * A row is a contact by its reference; without one, or where the contact has none yet, by its address and its name
     * together. An empty cell leaves what is there. Whoever else has the address, the phone number or the name that a row
     * brings is told of.
     */
    static final String COMPARE = """
        with piece as (
            select * from import_row where number > $1 and refusal is null order by number limit $2
        ), matched as (
            select p.*, coalesce(by_reference.id, by_name.id) as id
            from piece p
            left join lateral (
                select c.id from contact c where c.region = p.region and c.reference = p.reference
                order by c.created_at limit 1) by_reference on p.reference is not null
            left join lateral (
                select c.id from contact c
                where c.region = p.region and c.email = p.email and c.sort_name = p.sort_name
                    and (c.reference is null or p.reference is null)
                order by c.created_at limit 1) by_name on by_reference.id is null and p.email is not null
        ), compared as (
            select m.number, c.id, c.version,
                jsonb_strip_nulls(jsonb_build_object(
                    'givenName', case when m.given_name <> c.given_name then c.given_name end,
                    'familyName', case when m.family_name <> c.family_name then c.family_name end,
                    'email', case when moves then coalesce(c.email, '') end,
                    'phone', case when m.phone <> coalesce(c.phone, '') then coalesce(c.phone, '') end,
                    'reference', case when m.reference <> coalesce(c.reference, '')
                        then coalesce(c.reference, '') end)) as was,
                case when coalesce(m.email, c.email) is null then jsonb_build_array(
                    jsonb_build_object('kind', 'NO_ADDRESS', 'detail', '')) else '[]' end
                    || coalesce(same_address.warning, '[]') || coalesce(same_phone.warning, '[]')
                    || coalesce(same_name.warning, '[]') as warnings
            from matched m
            left join contact c on c.id = m.id
            left join account a on a.contact_id = c.id
            left join link pending on pending.account_id = a.id and pending.purpose = 'address'
                and pending.used_at is null and pending.ended_at is null and pending.expires_at > now()
            cross join lateral (
                select coalesce(c.id is not null and m.email <> coalesce(c.email, '')
                    and m.email is distinct from pending.email, false) as moves) as address
            left join lateral (
                select %s from contact o
                where o.region = m.region and o.email = m.email and o.id is distinct from m.id
                order by o.created_at limit 1) same_address on m.email is distinct from c.email
            left join lateral (
                select %s from contact o
                where upper(o.region) || regexp_replace(o.phone, '\\(0\\)|[^0-9]', '', 'g') = any(m.phone_keys)
                    and o.region = m.region and o.id is distinct from m.id and o.email is distinct from m.email
                order by o.id limit 1) same_phone on m.phone is distinct from c.phone
            left join lateral (
                select %s from contact o
                where o.region = m.region and o.sort_name = m.sort_name and o.email is distinct from m.email
                order by o.id limit 1) same_name on m.id is null
        ), noted as (
            update import_row r set
                contact_id = coalesce(c.id, r.contact_id),
                version = c.version,
                verdict = case when c.id is null then 'NEW' when c.was = '{}' then 'UNCHANGED' else 'CHANGED' end,
                was = c.was,
                warnings = r.warnings || c.warnings
            from compared c where c.number = r.number
        )
        select coalesce(max(number), $1) as last, count(*)::int as rows from piece
        """.formatted(
                    warning("SAME_ADDRESS", "o.given_name || ' ' || o.family_name"),
                    warning("SAME_PHONE", "o.given_name || ' ' || o.family_name"),
                    warning("SAME_NAME", "coalesce(o.email, o.phone, '–')"));

    /**
     * What a new address sets off, as where staff change a single contact: who has an account is asked to confirm it, and
     * who is invited gets another invitation. Where that can't be sent, the row is refused or says so. It is run again
     * when the contacts are locked, since what it depends on may have changed by then.
     */
    static final String JUDGE_ADDRESSES = """
            with moved as (
                select r.number, a.id is not null as has_account, a.disabled_at is not null as is_disabled,
                    exists (
                        select from account o
                        where o.region = r.region and o.email = r.email and o.contact_id <> c.id) as is_in_use,
                    exists (
                        select from rate_limit where until > now() and used >= $1
                            and key = case when a.id is null then\
            """
            + Counters.sqlKey(SendInvitations.BY_CONTACT, "c.id::text")
            + " else "
            + Counters.sqlKey(AskForConfirmation.BY_CONTACT, "c.id::text")
            + """
                     end) as is_limited
                from import_row r
                join contact c on c.id = r.contact_id
                left join account a on a.contact_id = c.id
                where r.refusal is null and r.verdict = 'CHANGED' and r.was ? 'email'
                    and (c.portal = 'INVITED' or a.id is not null)
            ), judged as (
                select number,
                    case
                        when has_account and is_in_use then 'ADDRESS_IN_USE'
                        when is_disabled then 'ACCOUNT_DISABLED'
                        when is_limited and not is_in_use then 'LIMITED'
                    end as refusal,
                    case
                        when has_account then 'CONFIRMATION'
                        when is_in_use then 'NO_INVITATION'
                        else 'NEW_INVITATION'
                    end as warning
                from moved
            )
            update import_row r set refusal = judged.refusal,
                warnings = jsonb_build_array(jsonb_build_object('kind', warning, 'detail', r.email)) || coalesce((
                    select jsonb_agg(other) from jsonb_array_elements(r.warnings) other
                    where other ->> 'kind' not in ('CONFIRMATION', 'NO_INVITATION', 'NEW_INVITATION')), '[]')
            from judged where judged.number = r.number
            """;

    /** If the same person stood in a file twice, the later row would overwrite the earlier one. */
    static final String REFUSE_REPEATED = """
        update import_row r set refusal = 'REPEATED', detail = earlier.number::text
        from (
            select number as repeated, least(
                    min(number) over (partition by region, reference, case when reference is null then email end,
                        case when reference is null then sort_name end),
                    min(number) over (partition by case when verdict = 'CHANGED' then contact_id end,
                        case when verdict <> 'CHANGED' then number end)) as number
            from import_row where refusal is null and coalesce(reference, email) is not null
        ) earlier
        where earlier.repeated = r.number and earlier.number < r.number
        """;

    /** People may share an address, but whoever imports them should know. */
    static final String WARN_OF_SHARED_ADDRESSES = """
        update import_row r set warnings = r.warnings || jsonb_build_array(
            jsonb_build_object('kind', 'SHARED_ADDRESS', 'detail', earlier.number::text))
        from (
            select number as sharing, min(number) over (partition by region, email) as number
            from import_row where refusal is null and verdict = 'NEW' and email is not null
        ) earlier
        where earlier.sharing = r.number and earlier.number < r.number
        """;

    /** Locks the contacts that will change, in the order that all others lock them in. */
    static final String REFUSE_CHANGED_MEANWHILE = """
        with present as materialized (
            select c.id, c.version from contact c join import_row r on r.contact_id = c.id
            where r.refusal is null and r.verdict = 'CHANGED'
            order by c.id
            for no key update of c
        )
        update import_row r set refusal = 'CHANGED_MEANWHILE'
        from import_row compared left join present on present.id = compared.contact_id
        where compared.number = r.number and r.refusal is null and r.verdict = 'CHANGED'
            and present.version is distinct from r.version
        """;

    /** What was added since is not added again. */
    static final String REFUSE_ADDED_MEANWHILE = """
        update import_row r set refusal = 'CHANGED_MEANWHILE'
        where r.refusal is null and r.verdict = 'NEW' and (
            exists (select from contact c where c.region = r.region and c.reference = r.reference)
            or exists (select from contact c
                where c.region = r.region and c.email = r.email and c.sort_name = r.sort_name
                    and (c.reference is null or r.reference is null)))
        """;

    /** Of several pieces the announcements are one, for they are the same. */
    static final String WRITE = """
        with piece as (
            select * from import_row
            where number > $1 and refusal is null and verdict in ('NEW', 'CHANGED')
            order by number limit $2
        ), made as (
            insert into contact (id, region, given_name, family_name, email, phone, reference, import_id)
            select contact_id, region, given_name, family_name, email, phone, reference, $5::uuid from piece
            where verdict = 'NEW'
            returning id, region
        ), added as (
            insert into contact_import (id, region, staff_id, added)
            select $5::uuid, region, $3::uuid, count(*) from made group by region
            on conflict (id, region) do update set added = contact_import.added + excluded.added
        ), changed as (
            update contact c set
                given_name = p.given_name,
                family_name = p.family_name,
                email = case when a.id is null then coalesce(p.email, c.email) else c.email end,
                phone = coalesce(p.phone, c.phone),
                reference = coalesce(p.reference, c.reference),
                version = c.version + 1,
                changed_at = now()
            from piece p left join account a on a.contact_id = p.contact_id
            where c.id = p.contact_id and p.verdict = 'CHANGED' and c.version = p.version
            returning c.id, c.region, c.email, c.portal, p.was ? 'email' as moves, p.email as address, a.id as account_id,
                case when a.id is null then p.was else p.was - 'email' end as was
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, id, 'contact-imported', $3::text, $4, jsonb_build_object('import', $5::uuid) from made
            union all
            select region, id, 'contact-changed', $3::text, $4, jsonb_strip_nulls(jsonb_build_object(
                'import', $5::uuid, 'was', was, 'now', case when was ? 'email' then jsonb_build_object('email', email) end))
            from changed where was <> '{}'
        )
        select coalesce(max(number), $1) as last, count(*)::int as rows,
            array(select id from changed where moves and account_id is null and portal = 'INVITED') as invited,
            array(select id from changed where moves and account_id is not null order by id) as clients,
            array(select address from changed where moves and account_id is not null order by id) as addresses,
            pg_notify('latchkey_event', '{"kind":"anything"}')
        from piece
        """;

    /** Whoever can't be invited at the new address has no way in by the old one, and the row says so. */
    static final String END_INVITATIONS = """
        with links_ended as (
            update link set ended_at = now(), ended_by = 'address'
            where contact_id = any ($1::uuid[]) and purpose = 'invitation' and used_at is null and ended_at is null
            returning id, region, contact_id
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, contact_id, 'invitation-revoked', $2::uuid::text, $3,
                jsonb_build_object('link', id, 'import', $4::uuid)
            from links_ended
        ), noted as (
            update import_row set warnings = replace(warnings::text, '"NEW_INVITATION"', '"NO_INVITATION"')::jsonb
            where contact_id = any ($1::uuid[])
        )
        update contact set portal = 'REVOKED' where id = any ($1::uuid[]) and portal = 'INVITED'
        """;

    /** The planner knows nothing of a new table by itself. */
    static final String ANALYZE = "analyze import_row";

    static final String COUNT_ACCEPTED = "select count(*)::int as rows from import_row where refusal is null";

    static final String COUNT = """
        select case when refusal is null then verdict else 'REFUSED' end as verdict, count(*)::int as rows
        from import_row group by 1
        """;

    static final String COUNT_WARNINGS = """
        select warning ->> 'kind' as kind, count(*)::int as rows
        from import_row cross join jsonb_array_elements(warnings) warning
        where refusal is null group by 1
        """;

    static final String READ = """
        select *, case when refusal is null then verdict else 'REFUSED' end as effective_verdict
        from import_row where number > $1 order by number limit $2
        """;

    private ImportStatements() {}

    /** @param detail of the contact {@code o} */
    private static String warning(String kind, String detail) {
        return """
            jsonb_build_array(jsonb_build_object('kind', '%s', 'detail', %s || coalesce(' (' || o.reference || ')', ''),
                'id', o.id, 'name', o.given_name || ' ' || o.family_name, 'reference', o.reference)) as warning\
            """.formatted(kind, detail);
    }
}
