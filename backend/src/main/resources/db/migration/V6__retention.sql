-- What is forgotten is found by its age (retention.mails, retention.links).
create index mail_by_time on mail (created_at);
create index link_by_time on link (created_at);
