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

create table invitation_batch_contact (
    batch_id uuid not null references invitation_batch,
    contact_id uuid not null,                   -- no foreign key: a hundred thousand checks, and contacts never go
    outcome text,
    primary key (batch_id, contact_id)
);
create index invitation_batch_open on invitation_batch_contact (batch_id) where outcome is null;
