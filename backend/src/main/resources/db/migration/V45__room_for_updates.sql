-- Each sign-in notes its time in the contact's row, and each use of a session in its row. With room on the page such an
-- update touches no index (heap-only tuples); without, it writes to all of them, the trigram index of the search included.
alter table contact set (fillfactor = 80);
alter table session set (fillfactor = 80);
alter table account set (fillfactor = 90);
