-- Why staff disabled an account, in their words.
alter table account add column disabled_reason text;
