-- A member who was ended can be added again, as somebody new: of those who are not ended, one has an address.
alter table staff drop constraint staff_email_key;
create unique index staff_email on staff (email) where ended_at is null;

-- Whose rights have changed, or whose sessions ended, is announced too, so that what this member has open ends at once.
create or replace function announce_event() returns trigger language plpgsql as $$
begin
    perform pg_notify('latchkey_event', case when new.contact_id is null
        then json_build_object('kind', new.kind, 'staffId', coalesce(new.details ->> 'staff', new.actor))
        else json_build_object('id', new.id, 'kind', new.kind, 'region', new.region, 'contactId', new.contact_id)
        end::text);
    return null;
end $$;
drop trigger event_announced on event;
create trigger event_announced after insert on event for each row
    when ((new.contact_id is not null and new.kind not like 'sign-in-%' and new.kind <> 'reset-requested')
        or new.kind in ('staff-changed', 'staff-ended', 'staff-activated'))
    execute function announce_event();
