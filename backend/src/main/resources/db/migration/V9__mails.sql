-- What was sent, as it was sent: the sentences without the link's token. None: written before this, or not accepted yet.
alter table mail add column written jsonb;
