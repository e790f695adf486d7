-- Contacts that staff have done with: they are kept, and out of the way (docs/decisions/064-archiving-and-moving.md).
alter table contact add column archived_at timestamptz;
create index contact_archived on contact (sort_name, id) where archived_at is not null;
