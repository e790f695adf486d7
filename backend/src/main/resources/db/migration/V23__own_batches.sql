-- The newest batches of a member: the way back to what somebody started.
create index invitation_batch_of_staff on invitation_batch (staff_id, created_at desc, id desc);
