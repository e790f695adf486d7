-- What a sign-in writes, in a storm of them. Its time goes to the account, whose row changes in place: the contact's is in a
-- dozen indexes, the trigram index of the search included, and gets it later, when nobody waits (LastSignIns).
alter table account add column last_sign_in_at timestamptz;
alter table account set (fillfactor = 80);
update account set last_sign_in_at = contact.last_sign_in_at from contact where contact.id = account.contact_id;

-- Contacts are never deleted, so the check found nothing; it locked, and so wrote, the contact's row for each event.
alter table event drop constraint event_contact_id_fkey;

-- Read once an hour, by what forgets old counters; written by each attempt.
drop index rate_limit_until;
