-- A version that doesn't know of jobs deletes contacts too, in an erasure or a merge: while backends are brought up to date one
-- after the other, and after going back.
alter table job_person
    drop constraint job_person_contact_id_fkey,
    add constraint job_person_contact_id_fkey foreign key (contact_id) references contact on delete cascade;
