-- Jobs: what is built for clients. The people of a job are contacts of its region, and whoever moves a contact to another
-- region takes it out of its jobs. The portal behind the login learns which jobs a client has.
create table job (
    id uuid primary key,
    region text not null,
    reference text not null,                    -- the builder's own, such as a job number; lists are matched by it
    name text not null,
    created_at timestamptz not null default now(),
    label text not null generated always as (
        case when name = reference then name else reference || ', ' || name end) stored,
    search text collate "C" not null generated always as (folded(reference || E'\n' || name)) stored,
    unique (region, reference)
);
create index job_search on job using gin (search gin_trgm_ops);

-- How many people a job may have is configured: whoever adds one locks the job first.
create table job_person (
    job_id uuid not null references job,
    contact_id uuid not null references contact,
    added_at timestamptz not null default now(),
    primary key (job_id, contact_id)
);
create index job_person_of_contact on job_person (contact_id);

-- When an application last signed somebody in; and the codes that nobody came for, which are of no use a minute later.
create index app_grant_of_app on app_grant (app, created_at);
create index app_grant_unused on app_grant (created_at) where redeemed_at is null;
