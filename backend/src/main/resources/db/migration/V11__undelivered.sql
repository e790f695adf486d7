-- Whose invitation was not delivered: few, and staff ask for them.
create index mail_undelivered on mail (contact_id) where kind = 'invitation' and status in ('FAILED', 'BOUNCED');

-- The link that a batch sent, by which the fate of its mail is found.
alter table invitation_batch_contact add column link_id uuid;

-- Until then a batch can be undone: nobody has been invited.
alter table invitation_batch add column starts_at timestamptz not null default now();
