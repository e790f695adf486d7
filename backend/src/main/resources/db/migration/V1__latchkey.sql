-- Latchkey's tables. PostgreSQL is the only state; no row holds a way into an account (docs/decisions/001).

create extension if not exists pg_trgm;

-- One staff member. Support staff see the regions listed; admins see all.
create table staff (
    id uuid primary key,
    email text not null unique,
    name text not null,
    role text not null check (role in ('admin', 'support')),
    regions text[] not null default '{}',
    password text,                              -- Argon2id as PHC string; none until the one-time link is used
    password_version integer not null default 1, -- as an account's
    created_at timestamptz not null default now(),
    last_sign_in_at timestamptz,
    ended_at timestamptz
);

-- One client as staff know them. What the grid filters and sorts by stands in the row itself, kept by the statement
-- that changes it; EXPIRED is the one status that time makes, so it is derived where it is read. Contacts are never
-- deleted, so what refers to one here and there has no foreign key: the check would lock, and so write, the contact's row.
create table contact (
    id uuid primary key,
    region text not null,
    given_name text not null,
    family_name text not null,
    email text,
    phone text,
    reference text,
    version bigint not null default 1,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    portal text not null default 'NOT_INVITED'
        check (portal in ('NOT_INVITED', 'INVITED', 'REVOKED', 'ACTIVE', 'DISABLED')),
    invitation_id uuid,                         -- the latest invitation's link
    invited_at timestamptz,
    invited_by uuid references staff,
    invitation_expires_at timestamptz,
    search text not null generated always as (
        lower(given_name || ' ' || family_name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' '
            || coalesce(reference, ''))) stored
) with (fillfactor = 80);                       -- with room on its page an update touches no index (heap-only tuples)
-- How many contacts a search will find is estimated from a sample of this column: a thousandth of them is worth knowing.
alter table contact alter column search set statistics 1000;
create index contact_search on contact using gin (search gin_trgm_ops);
-- What the grid sorts by. A page is read from the index of its order alone (docs/decisions/041-search.md).
create index contact_region_name on contact (region, family_name, given_name, id)
    include (portal, invitation_expires_at);
create index contact_name on contact (family_name, given_name, id) include (region, portal, invitation_expires_at);
create index contact_portal on contact (portal, invitation_expires_at, id) include (region);
create index contact_by_email on contact (email, id) include (region, portal, invitation_expires_at);
create index contact_by_reference on contact (reference, id) include (region, portal, invitation_expires_at);
create index contact_by_invited on contact (invited_at desc nulls last, id desc)
    include (region, portal, invitation_expires_at);
create index contact_by_created on contact (created_at desc, id desc) include (region, portal, invitation_expires_at);
-- What an import matches by.
create index contact_email on contact (region, email);
create index contact_reference on contact (region, reference) where reference is not null;

-- The account of a contact: what a client signs in with.
create table account (
    id uuid primary key,
    region text not null,
    contact_id uuid not null unique references contact,
    email text not null,
    password text not null,                     -- Argon2id as PHC string
    password_version integer not null default 1, -- grows with each new password and with disabling: sessions of an
                                                -- earlier version are over, however statements interleave
    activated_at timestamptz not null default now(),
    password_changed_at timestamptz not null default now(),
    last_sign_in_at timestamptz,
    disabled_at timestamptz,
    disabled_by uuid references staff,
    unique (region, email)
) with (fillfactor = 80);

-- The contact in whose history an address belongs that somebody typed on a page that knows nobody yet: whose account it
-- opens, or else the first who has it; null if it is nobody's.
create function contact_of(region text, email text) returns uuid language sql stable parallel safe
    return coalesce(
        (select a.contact_id from account a where a.region = contact_of.region and a.email = contact_of.email),
        (select c.id from contact c where c.region = contact_of.region and c.email = contact_of.email
            order by c.created_at limit 1));

-- A one-time link: an invitation, a password reset, or a staff member's first password. The token in the mail is this
-- id and a MAC of it, made when the mail is rendered. Open means: not used, not ended, not expired.
create table link (
    id uuid primary key,
    purpose text not null check (purpose in ('invitation', 'reset', 'staff')),
    region text,
    contact_id uuid,
    account_id uuid references account,
    staff_id uuid references staff,
    email text not null,                        -- the address it was mailed to
    created_at timestamptz not null default now(),
    created_by uuid references staff,
    expires_at timestamptz not null,
    used_at timestamptz,
    ended_at timestamptz,
    ended_by text check (ended_by in ('replaced', 'revoked', 'password', 'disabled', 'address', 'staff'))
);
create index link_open_of_contact on link (contact_id, purpose) where used_at is null and ended_at is null;
create index link_open_of_account on link (account_id) where used_at is null and ended_at is null;
create index link_open_of_staff on link (staff_id) where used_at is null and ended_at is null;
-- A new reset request replaces the older link. Of two that come at the same moment neither sees the other's, so it is this
-- index that finds them out; the one that came second is repeated and then sees the first (ResetTable).
create unique index link_one_open_reset on link (account_id)
    where purpose = 'reset' and used_at is null and ended_at is null;

-- A signed-in browser or program. Its cookie or refresh token is the id, the generation and a MAC; the generation
-- grows with each refresh, so an older token is one that was used before.
create table session (
    id uuid primary key,
    audience text not null,                     -- a region's code, or 'staff'
    subject uuid not null,                      -- the account, or the staff member
    device uuid,
    password_version integer not null default 1,
    generation integer not null default 0,
    refreshed_at timestamptz,                   -- when this generation was made
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    network text not null,
    user_agent text not null default ''
) with (fillfactor = 80);
create index session_open_of_subject on session (subject) where ended_at is null;

-- A browser that signed in to an account before; its cookie is the id and a MAC.
create table device (
    id uuid not null,
    account_id uuid not null references account,
    first_seen_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    primary key (account_id, id)
);

-- A browser that a staff member signed in with before.
create table staff_device (
    id uuid not null,
    staff_id uuid not null references staff,
    first_seen_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    primary key (staff_id, id)
);

-- The outbox: a mail is a row written with the change that it tells of.
create table mail (
    id uuid primary key,
    kind text not null,                         -- the template: invitation, reset, password-changed, ...
    region text,                                -- none: a mail to staff
    contact_id uuid,
    staff_id uuid references staff,
    link_id uuid references link,
    recipient text not null,
    details jsonb not null default '{}',        -- what the template needs beside the rows it refers to; never a token
    created_at timestamptz not null default now(),
    status text not null default 'QUEUED' check (status in ('QUEUED', 'SENT', 'DEFERRED', 'FAILED', 'BOUNCED')),
    attempts integer not null default 0,
    next_attempt_at timestamptz default now(),  -- none once the mail has left or was given up
    leased_until timestamptz,
    detail text,                                -- the mail server's last words
    changed_at timestamptz not null default now()
);
-- The postman takes invitations last, so that ten thousand of them hold up no reset; the index has his order.
create index mail_due on mail ((kind = 'invitation'), next_attempt_at) where status in ('QUEUED', 'DEFERRED');
create index mail_of_link on mail (link_id);
create index mail_of_contact on mail (contact_id, created_at);

-- Many invitations at once, worked off in the background. A contact's row is locked while it is invited and gets its
-- outcome with the invitation, so several backends share a batch and a crash repeats nothing.
create table invitation_batch (
    id uuid primary key,
    staff_id uuid not null references staff,
    regions text[] not null,                    -- those that the member saw at the start
    network text,
    total integer not null,
    created_at timestamptz not null default now(),
    stopped_at timestamptz,
    finished_at timestamptz,
    failures integer not null default 0,        -- tries that failed since the last one that succeeded
    next_try_at timestamptz not null default now(),
    failed_at timestamptz                       -- set aside: it failed again and again
);
create index invitation_batch_running on invitation_batch (created_at)
    where finished_at is null and stopped_at is null and failed_at is null;
-- The newest batches of a member: the way back to what somebody started.
create index invitation_batch_of_staff on invitation_batch (staff_id, created_at desc, id desc);

create table invitation_batch_contact (
    batch_id uuid not null references invitation_batch,
    contact_id uuid not null,
    outcome text,
    primary key (batch_id, contact_id)
);
create index invitation_batch_open on invitation_batch_contact (batch_id) where outcome is null;

-- What happened: append-only. History, audit, live changes and the diagnosis are all read from here.
create table event (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    region text,
    contact_id uuid,
    kind text not null,
    actor text not null,                        -- 'client', 'system', 'unknown', or the staff member's id
    network text,
    details jsonb not null default '{}'
);
create index event_of_contact on event (contact_id, id desc) where contact_id is not null;
-- A page of any filter is read from the end of one of these, however long the history is.
create index event_of_region on event (region, id desc);
create index event_by_kind on event (region, kind, id desc);
create index event_by_actor on event (region, actor, id desc);
create index event_by_kind_and_actor on event (region, kind, actor, id desc);
create index event_by_time on event (at);
-- What strangers typed, for as long as it is kept: the newest of a region, by address, and the oldest.
create index event_typed on event (region, id desc) where contact_id is null and details ? 'email';
create index event_typed_by_email on event (region, (details ->> 'email') collate "C", id desc)
    where contact_id is null and details ? 'email';
create index event_typed_by_time on event (at) where contact_id is null and details ? 'email';

-- Live changes: only what staff watch is announced, since NOTIFY serialises commits and a login storm must not.
create function announce_event() returns trigger language plpgsql as $$
begin
    perform pg_notify('latchkey_event', json_build_object(
        'id', new.id, 'kind', new.kind, 'region', new.region, 'contactId', new.contact_id)::text);
    return null;
end $$;
create trigger event_announced after insert on event for each row
    when (new.contact_id is not null and new.kind not like 'sign-in-%' and new.kind <> 'reset-requested')
    execute function announce_event();

-- Counters of the rate limits. Lost in a crash of the database, which costs nothing but the count.
create unlogged table rate_limit (
    key text collate "C" primary key,           -- its kind and its parts, each with its length
    used integer not null,
    started_at timestamptz not null default now(),
    until timestamptz not null
);
