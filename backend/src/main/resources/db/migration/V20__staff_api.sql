-- A staff member's sessions are over once the password is set anew, as a client's are.
alter table staff add column password_version integer not null default 1;

-- What the grid sorts by (docs/decisions/041-search.md). An index only scan reads the region and the expiry with it.
drop index contact_name;
drop index contact_portal;
create index contact_name on contact (family_name, given_name, id) include (region);
create index contact_portal on contact (portal, invitation_expires_at, id) include (region);
create index contact_by_email on contact (email, id) include (region);
create index contact_by_reference on contact (reference, id) include (region);
create index contact_by_invited on contact (invited_at desc nulls last, id desc) include (region);
create index contact_by_sign_in on contact (last_sign_in_at desc nulls last, id desc) include (region);
create index contact_by_created on contact (created_at desc, id desc) include (region);

-- What an import matches by.
create index contact_reference on contact (region, reference) where reference is not null;

-- What staff did, and what happened when: few rows, or nearly no bytes, so that a sign-in pays nothing for it.
create index event_by_staff on event (actor, id desc) where actor not in ('client', 'system', 'unknown');
create index event_by_time on event using brin (at);
