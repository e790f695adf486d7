package latchkey.transfer;

import latchkey.change.AskForConfirmation;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Counters;
import latchkey.link.LinkTable;

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
            job_reference text,
            job_name text,
            refusal text,
            detail text,
            warnings jsonb,
            phone_keys text[],  -- the phone number in the ways that contact_phone may have it
            -- A reference that identifies the person: people of a job may all have its number for one.
            own_reference text generated always as (case when reference is distinct from job_reference then reference end) stored,
            sort_name text generated always as (folded(family_name || E'\\n' || given_name)) stored,
            contact_id uuid,    -- the contact that the row is, or the id that a new one gets
            version bigint,     -- of that contact when the row was compared with it
            verdict text,
            was jsonb,
            joins boolean not null default false
        )
        """;

    static final String DROP = "drop table import_row";

    static final String STAGE = """
        insert into import_row (number, region, given_name, family_name, email, phone, reference, job_reference, job_name,
            refusal, detail, warnings, phone_keys, contact_id)
        select number, region, given_name, family_name, email, phone, reference, job_reference, job_name,
            refusal, detail, warnings::jsonb, string_to_array(phone_keys, ' '), contact_id
        from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::text[], $12::text[], $13::text[], $14::uuid[]) as staged (number, region, given_name, family_name,
            email, phone, reference, job_reference, job_name, refusal, detail, warnings, phone_keys, contact_id)
        """;

    /**
     * A row matches a contact by its reference; without one, or if the contact has none yet, by its address and name
     * together. The number of a job is a reference shared by several, so there the name decides too. An empty cell
     * leaves the old value. Other contacts with the row's address, phone number or name are reported. The first of
     * several is found by an aggregate, or with {@code offset 0} before the order: for
     * {@code order by created_at limit 1} alone PostgreSQL would walk all contacts by age, once for each row.
     */
    static final String COMPARE = """
        with piece as (
            select * from import_row where number > $1 and refusal is null order by number limit $2
        ), matched as (
            select p.*, coalesce(by_reference.id, by_name.id, by_job.id) as id
            from piece p
            left join lateral (
                select (array_agg(c.id order by c.created_at))[1] as id from contact c
                where c.region = p.region and c.reference = p.own_reference) by_reference on true
            left join lateral (
                select (array_agg(c.id order by c.created_at))[1] as id from contact c
                where c.region = p.region and c.email = p.email and c.sort_name = p.sort_name
                    and (c.reference is null or p.own_reference is null)) by_name on by_reference.id is null
            left join lateral (
                select (array_agg(c.id order by c.created_at))[1] as id from contact c
                where c.region = p.region and c.reference = p.reference and c.sort_name = p.sort_name) by_job
                on by_name.id is null and p.own_reference is null
        ), compared as (
            select m.number, c.id, c.version,
                jsonb_strip_nulls(jsonb_build_object(
                    'givenName', case when m.given_name <> c.given_name then c.given_name end,
                    'familyName', case when m.family_name <> c.family_name then c.family_name end,
                    'email', case when moves then coalesce(c.email, '') end,
                    'phone', case when m.phone <> coalesce(c.phone, '') then coalesce(c.phone, '') end,
                    'reference', case when coalesce(m.own_reference, c.reference, m.reference) <> coalesce(c.reference, '')
                        then coalesce(c.reference, '') end)) as was,
                case when coalesce(m.email, c.email) is null then jsonb_build_array(
                    jsonb_build_object('kind', 'NO_ADDRESS', 'detail', '')) else '[]' end
                    || case when c.archived_at is not null then jsonb_build_array(
                        jsonb_build_object('kind', 'ARCHIVED', 'detail', '')) else '[]' end
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
                select %s from (
                    select o.* from contact o
                    where o.region = m.region and o.email = m.email and o.id is distinct from m.id offset 0) o
                order by o.created_at limit 1) same_address on m.email is distinct from c.email
            left join lateral (
                select %s from (
                    select o.* from contact o
                    where upper(o.region) || regexp_replace(o.phone, '\\(0\\)|[^0-9]', '', 'g') = any(m.phone_keys)
                        and o.region = m.region and o.id is distinct from m.id and o.email is distinct from m.email
                    offset 0) o
                order by o.id limit 1) same_phone on m.phone is distinct from c.phone
            left join lateral (
                select %s from (
                    select o.* from contact o
                    where o.region = m.region and o.email is distinct from m.email and o.sort_name = any(array[
                        m.sort_name, split_part(m.sort_name, E'\\n', 2) || E'\\n' || split_part(m.sort_name, E'\\n', 1)])
                    offset 0) o
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
     * What a new address requires, as when staff change a single contact: a client with an account is asked to confirm
     * it, and an invited one gets another invitation. If that can't be sent, the row is refused or says so. It runs
     * again once the contacts are locked, since its facts may have changed by then.
     */
    static final String JUDGE_ADDRESSES = """
            with moved as (
                select r.number, a.id is not null as has_account, a.disabled_at is not null as is_disabled,
                    exists (
                        select from account o
                        where o.region = r.region and o.email = r.email and o.contact_id <> c.id) as is_in_use,
                    exists (
                        select from rate_limit where \
            """
            + Counters.isUsedUp("$1", "$2")
            + " and key = case when a.id is null then "
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

    /**
     * Rows are the same person if they share a reference of their own or match one contact; those without such a
     * reference also by address and name, or by the number of a job and name. The most complete one counts. Another one
     * may add another job; any other value of it would overwrite the first, so it is refused.
     */
    static final String REFUSE_REPEATED = """
        with ranked as (
            select *, row_number() over (
                order by own_reference is null, email is null, reference is null, number) as rank
            from import_row where refusal is null
        ), grouped as (
            select number, rank, least(
                min(rank) over (partition by contact_id),
                case when own_reference is not null then min(rank) over (partition by region, own_reference) end,
                case when own_reference is null and verdict = 'NEW' and email is not null
                    then min(rank) over (partition by region, email, sort_name) end,
                case when own_reference is null and verdict = 'NEW' and reference is not null
                    then min(rank) over (partition by region, reference, sort_name) end) as first
            from ranked
        ), judged as (
            select other.number, counted.number as counted_row, counted.contact_id, counted.version,
                first.first = first.rank and other.job_reference is distinct from counted.job_reference
                    and (other.verdict = 'UNCHANGED' and counted.verdict = 'UNCHANGED'
                        or (other.given_name, other.family_name, coalesce(other.email, counted.email),
                            coalesce(other.phone, counted.phone), coalesce(other.own_reference, counted.own_reference))
                        is not distinct from (counted.given_name, counted.family_name, counted.email, counted.phone,
                            counted.own_reference)) as is_other_job
            from grouped
            join grouped first on first.rank = grouped.first
            join import_row other on other.number = grouped.number
            join import_row counted on counted.number = first.number
            where grouped.first < grouped.rank
        )
        update import_row r set
            refusal = case when not is_other_job then 'REPEATED' end,
            detail = case when not is_other_job then counted_row::text end,
            contact_id = case when is_other_job then judged.contact_id else r.contact_id end,
            version = case when is_other_job then judged.version else r.version end,
            verdict = case when is_other_job then 'UNCHANGED' else r.verdict end,
            was = case when is_other_job then '{}' else r.was end,
            warnings = case when is_other_job then '[]' else r.warnings end
        from judged where judged.number = r.number
        """;

    /** People may share an address, but the importer should know. */
    static final String WARN_OF_SHARED_ADDRESSES = """
        update import_row r set warnings = r.warnings || jsonb_build_array(
            jsonb_build_object('kind', 'SHARED_ADDRESS', 'detail', earlier.number::text))
        from (
            select number as sharing, min(number) over (partition by region, email) as number
            from import_row where refusal is null and verdict = 'NEW' and email is not null
        ) earlier
        where earlier.sharing = r.number and earlier.number < r.number
        """;

    /**
     * A job takes at most $1 people, existing ones included; a row beyond that, or with another name for the job, gets
     * a warning.
     */
    static final String PLACE = """
        with wanted as (
            select r.number, r.region, r.job_reference, r.job_name, j.id as job_id,
                coalesce(j.name, first_value(r.job_name) over (partition by r.region, r.job_reference order by r.number))
                    as called,
                exists (select from job_person p where p.job_id = j.id and p.contact_id = r.contact_id)
                    or row_number() over (partition by r.region, r.job_reference, r.contact_id order by r.number) > 1
                    as is_there
            from import_row r left join job j on j.region = r.region and j.reference = r.job_reference
            where r.refusal is null and r.job_reference is not null
        ), placed as (
            select number, job_reference || coalesce(', ' || nullif(called, job_reference), '') as label,
                job_name not in (job_reference, called) as is_named_otherwise,
                not is_there and (select count(*) from job_person p where p.job_id = wanted.job_id)
                    + row_number() over (partition by region, job_reference, is_there order by number) <= $1::int as fits,
                is_there
            from wanted
        )
        update import_row r set
            joins = fits,
            verdict = case when fits and r.verdict = 'UNCHANGED' then 'CHANGED' else r.verdict end,
            was = case when fits then r.was || '{"job": ""}' else r.was end,
            warnings = r.warnings
                || case when fits or is_there then '[]' else jsonb_build_array(
                    jsonb_build_object('kind', 'JOB_FULL', 'detail', label)) end
                || case when is_named_otherwise then jsonb_build_array(
                    jsonb_build_object('kind', 'JOB_NAMED_OTHERWISE', 'detail', label)) else '[]' end
        from placed where placed.number = r.number and (not is_there or is_named_otherwise)
        """;

    static final String MAKE_JOBS = """
        with made as (
            insert into job (id, region, reference, name)
            select gen_random_uuid(), region, job_reference, job_name from (
                select distinct on (region, job_reference) region, job_reference, job_name from import_row
                where joins and refusal is null order by region, job_reference, number) as jobs
            on conflict (region, reference) do nothing
            returning region, label
        )
        insert into event (region, kind, actor, network, details)
        select region, 'job-created', $1, $2, jsonb_build_object('import', $3::uuid, 'name', label) from made
        """;

    /** After the contacts, the order used everywhere. */
    static final String LOCK_JOBS = """
        select id from job
        where (region, reference) in (select region, job_reference from import_row where joins and refusal is null)
        order by id for no key update
        """;

    /** A contact whose place in a job was taken meanwhile is imported without the job. */
    static final String LEAVE_OUT_OF_FILLED_JOBS = """
        with placed as (
            select r.number, j.label,
                (select count(*) from job_person p where p.job_id = j.id and p.contact_id <> r.contact_id)
                    + row_number() over (partition by j.id order by r.number) as place
            from import_row r join job j on j.region = r.region and j.reference = r.job_reference
            where r.joins and r.refusal is null
        )
        update import_row r set
            joins = false,
            verdict = case when r.verdict = 'CHANGED' and r.was - 'job' = '{}' then 'UNCHANGED' else r.verdict end,
            was = r.was - 'job',
            warnings = r.warnings || jsonb_build_array(jsonb_build_object('kind', 'JOB_FULL', 'detail', label))
        from placed where placed.number = r.number and placed.place > $1::int
        """;

    /** Once all contacts are written; refused rows add nobody. */
    static final String JOIN = """
        with joined as (
            insert into job_person (job_id, contact_id)
            select j.id, c.id from import_row r
            join job j on j.region = r.region and j.reference = r.job_reference
            join contact c on c.id = r.contact_id
            where r.joins and r.refusal is null
            on conflict do nothing
            returning job_id, contact_id
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select j.region, contact_id, 'job-person-added', $1, $2, jsonb_build_object('import', $3::uuid, 'name', j.label)
        from joined join job j on j.id = joined.job_id
        """;

    /** Locks the contacts that will change, in the order used everywhere. */
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

    /** Whether somebody else has meanwhile added the contact of row {@code r}. */
    private static final String IS_ADDED_MEANWHILE = """
        exists (select from contact c where c.import_id is distinct from %1$s::uuid and c.region = r.region
            and c.reference = r.own_reference)
        or exists (select from contact c where c.import_id is distinct from %1$s::uuid and c.region = r.region
            and c.email = r.email and c.sort_name = r.sort_name and (c.reference is null or r.own_reference is null))
        or exists (select from contact c where c.import_id is distinct from %1$s::uuid and c.region = r.region
            and c.reference = r.reference and c.sort_name = r.sort_name)
        """;

    /** A contact that was added meanwhile is not added again. */
    static final String REFUSE_ADDED_MEANWHILE = """
        update import_row r set refusal = 'CHANGED_MEANWHILE'
        where r.refusal is null and r.verdict = 'NEW' and (
        """ + IS_ADDED_MEANWHILE.formatted("$1") + ")";

    /** A person whose row was refused isn't added to a job by another row. */
    static final String REFUSE_WITH_THE_PERSON = """
        update import_row r set refusal = 'CHANGED_MEANWHILE' from import_row person
        where r.joins and r.refusal is null and person.refusal = 'CHANGED_MEANWHILE' and person.contact_id = r.contact_id
        """;

    /**
     * Checks once more for contacts added meanwhile: all pieces together may take half a minute. Announcements of
     * several pieces are identical, and so become one.
     */
    static final String WRITE = """
        with piece as (
            select * from import_row
            where number > $1 and refusal is null and verdict in ('NEW', 'CHANGED')
            order by number limit $2
        ), added_meanwhile as (
            update import_row r set refusal = 'CHANGED_MEANWHILE' from piece
            where r.number = piece.number and r.verdict = 'NEW' and (
        """ + IS_ADDED_MEANWHILE.formatted("$5") + """
            )
            returning r.number
        ), made as (
            insert into contact (id, region, given_name, family_name, email, phone, reference, import_id)
            select contact_id, region, given_name, family_name, email, phone, reference, $5::uuid from piece
            where verdict = 'NEW' and number not in (select number from added_meanwhile)
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
                reference = coalesce(p.own_reference, c.reference, p.reference),
                version = c.version + 1,
                changed_at = now()
            from piece p left join account a on a.contact_id = p.contact_id
            where c.id = p.contact_id and p.verdict = 'CHANGED' and c.version = p.version and p.was - 'job' <> '{}'
            returning c.id, c.region, c.email, c.portal, p.was ? 'email' as moves, p.email as address, a.id as account_id,
                case when a.id is null then p.was - 'job' else p.was - 'job' - 'email' end as was
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

    /** A contact that can't be invited at the new address also loses the old invitation; the row says so. */
    static final String END_INVITATIONS =
            """
        with links_ended as (
        """ + LinkTable.end("'address'", "where contact_id = any ($1::uuid[]) and purpose = 'invitation'") + """
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

    /** Without it the planner knows nothing of a new table. */
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
