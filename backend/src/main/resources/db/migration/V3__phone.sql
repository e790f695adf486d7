-- Who else has a phone number: an import asks for each of its rows. Digits behind the region's code, as in the column search.
create index contact_phone on contact ((upper(region) || regexp_replace(phone, '\(0\)|[^0-9]', '', 'g')));
