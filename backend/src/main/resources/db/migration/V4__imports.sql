-- Which contacts an import added, so that they can be found, invited and exported together.
create table contact_import (
    id uuid not null,
    region text not null,
    staff_id uuid not null references staff,
    added integer not null,                     -- to that region
    created_at timestamptz not null default now(),
    primary key (id, region)
);
alter table contact add column import_id uuid;
create index contact_by_import on contact (import_id) where import_id is not null;

-- An import announces once that anything may have changed: a hundred thousand announcements keep every commit waiting.
drop trigger event_announced on event;
create trigger event_announced after insert on event for each row
    when (new.contact_id is not null and new.kind not like 'sign-in-%' and new.kind <> 'reset-requested'
        and not new.details ? 'import')
    execute function announce_event();
