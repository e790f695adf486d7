-- Contacts are never deleted, so these checks found nothing; they locked, and so wrote, the contact's row for each link and
-- each mail (docs/decisions/017-what-a-sign-in-writes.md). A reset's link still refers to its account, a mail to its link.
alter table link drop constraint link_contact_id_fkey;
alter table mail drop constraint mail_contact_id_fkey;
