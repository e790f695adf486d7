-- The postman takes invitations last, so that ten thousand of them hold up no reset; the index has his order.
drop index mail_due;
create index mail_due on mail ((kind = 'invitation'), next_attempt_at) where status in ('QUEUED', 'DEFERRED');
