-- Two contacts that are one person become one (docs/decisions/061-merging.md).

-- A link whose client turned out to have an account already.
alter table link drop constraint link_ended_by_check;
alter table link add constraint link_ended_by_check
    check (ended_by in ('replaced', 'revoked', 'password', 'disabled', 'address', 'staff', 'merged'));

-- All links of a contact, those that no longer work included, follow it.
create index link_of_contact on link (contact_id);
