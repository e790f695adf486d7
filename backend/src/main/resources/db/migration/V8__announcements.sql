-- What is announced: the change before took back that an import announces once that anything may have changed.
drop trigger event_announced on event;
create trigger event_announced after insert on event for each row
    when ((new.contact_id is not null and new.kind not like 'sign-in-%' and new.kind <> 'reset-requested'
            and not new.details ? 'import')
        or new.kind in ('staff-changed', 'staff-ended', 'staff-activated'))
    execute function announce_event();
