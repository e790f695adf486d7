-- What staff type finds a contact however it is spelt (docs/decisions/058-folding.md).

create extension if not exists unaccent;

-- A text without what spellings differ in: case, accents, ligatures, blanks and punctuation. The @ of an address stays, and
-- so do line breaks, which stand between the parts of a text. It is said to be immutable, which it is for as long as
-- unaccent's rules stay the same.
create function folded(written text) returns text language sql immutable strict parallel safe
    return lower(regexp_replace(
        unaccent('unaccent'::regdictionary, normalize(written, NFKD)),
        '[\u0001-\u0009\u000b-\u002f\u003a-\u003f\u005b-\u0060\u007b-\u00bf\u02b0-\u036f\u2000-\u2bff\u3000-\u3003\u30fb]+',
        '', 'g'));

drop index contact_search;
drop index contact_region_name;
drop index contact_name;

-- PostgreSQL keeps both true itself, whoever changes the contact. A phone number stands behind its region's code in
-- capitals, which no folded word has: there a number begins.
alter table contact
    drop column search,
    add column search text collate "C" not null generated always as (
        folded(family_name || E'\n' || given_name || E'\n' || coalesce(email, '') || E'\n' || coalesce(reference, ''))
            || coalesce(E'\n' || upper(region) || regexp_replace(phone, '\(0\)|[^0-9]', '', 'g'), '')) stored,
    add column sort_name text collate "C" not null generated always as (
        folded(family_name || E'\n' || given_name)) stored;

-- How many contacts a search will find is estimated from a sample of this column: a thousandth of them is worth knowing.
alter table contact alter column search set statistics 1000;
create index contact_search on contact using gin (search gin_trgm_ops);
create index contact_region_name on contact (region, sort_name, id) include (portal, invitation_expires_at);
create index contact_name on contact (sort_name, id) include (region, portal, invitation_expires_at);
