-- Staff of the region that a contact has left hear of it too: it is no longer theirs.
create or replace function announce_event() returns trigger language plpgsql as $$
begin
    perform pg_notify('latchkey_event', case when new.contact_id is null
        then json_build_object('kind', new.kind, 'staffId', coalesce(new.details ->> 'staff', new.actor))
        else json_strip_nulls(json_build_object('id', new.id, 'kind', new.kind, 'region', new.region,
            'contactId', new.contact_id, 'leftRegion', new.details -> 'was' ->> 'region'))
        end::text);
    return null;
end $$;
