-- A page of one status is read from the index of its order alone, without a look at each contact on the way
-- (docs/decisions/041-search.md).
drop index contact_region_name;
drop index contact_name;
drop index contact_by_email;
drop index contact_by_reference;
drop index contact_by_invited;
drop index contact_by_sign_in;
drop index contact_by_created;
create index contact_region_name on contact (region, family_name, given_name, id)
    include (portal, invitation_expires_at);
create index contact_name on contact (family_name, given_name, id) include (region, portal, invitation_expires_at);
create index contact_by_email on contact (email, id) include (region, portal, invitation_expires_at);
create index contact_by_reference on contact (reference, id) include (region, portal, invitation_expires_at);
create index contact_by_invited on contact (invited_at desc nulls last, id desc)
    include (region, portal, invitation_expires_at);
create index contact_by_sign_in on contact (last_sign_in_at desc nulls last, id desc)
    include (region, portal, invitation_expires_at);
create index contact_by_created on contact (created_at desc, id desc) include (region, portal, invitation_expires_at);

-- How many contacts a search will find is estimated from a sample of this column: a thousandth of them is worth knowing.
alter table contact alter column search set statistics 1000;
analyze contact (search);
