-- The new address of an account waits until its owner confirms it (docs/decisions/044-what-an-address-change-does.md).
alter table link drop constraint link_purpose_check;
alter table link add constraint link_purpose_check check (purpose in ('invitation', 'reset', 'staff', 'address'));

-- Of the addresses that were asked for, the latest is the one that counts.
create unique index link_one_open_address on link (account_id)
    where purpose = 'address' and used_at is null and ended_at is null;
