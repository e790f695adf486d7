-- A new reset request replaces the older link. Of two that come at the same moment neither sees the other's, so it is this
-- index that finds them out; the one that came second is repeated and then sees the first (ResetTable).
update link set ended_at = now(), ended_by = 'replaced'
where purpose = 'reset' and used_at is null and ended_at is null and exists (
    select from link newer
    where newer.account_id = link.account_id and newer.purpose = 'reset'
        and newer.used_at is null and newer.ended_at is null
        and (newer.created_at, newer.id) > (link.created_at, link.id));
create unique index link_one_open_reset on link (account_id)
    where purpose = 'reset' and used_at is null and ended_at is null;
