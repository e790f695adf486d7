package latchkey.search;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.contact.PortalStatus;
import latchkey.key.Ids;

/**
 * Which contacts: in the member's regions or one of them, with one status, added by one import, with an undelivered
 * invitation, archived or not, and with every word of the search as part of their names, address, phone or reference.
 */
public record ContactFilter(
        List<String> regions,
        Optional<PortalStatus> status,
        Optional<UUID> importId,
        boolean mailTrouble,
        boolean archived,
        List<Word> words) {

    /** Few mails are undelivered, and an index has their contacts. */
    private static final String MAIL_TROUBLE = """
        c.portal = 'INVITED' and c.id = any (array(
            select contact_id from mail where kind = 'invitation' and status in ('FAILED', 'BOUNCED')))
        and exists (
            select from mail m where m.link_id = c.invitation_id and m.status in ('FAILED', 'BOUNCED'))
        """;

    /** A text that isn't an id matches no import. */
    private static final UUID NO_IMPORT = new UUID(0, 0);

    public static ContactFilter of(
            SignedInStaff member,
            Optional<String> search,
            Optional<String> region,
            Optional<String> status,
            Optional<String> importId,
            Optional<String> mail,
            Optional<String> archived) {
        List<String> regions = member.regions().stream()
                .filter(code -> region.isEmpty() || region.get().equals(code))
                .toList();
        return new ContactFilter(
                regions,
                status.map(PortalStatus::valueOf),
                importId.map(id -> Ids.parse(id).orElse(NO_IMPORT)),
                mail.isPresent(),
                archived.isPresent(),
                search.map(typed -> Word.all(typed, member.regions())).orElse(List.of()));
    }

    boolean searches() {
        return !words.isEmpty() || isOfItsOwnIndex();
    }

    /** Whether an index has just those contacts, so that estimating their number would gain nothing. */
    boolean isOfItsOwnIndex() {
        return importId.isPresent() || mailTrouble || archived;
    }

    ContactFilter withoutStatus() {
        return new ContactFilter(regions, Optional.empty(), importId, mailTrouble, archived, words);
    }

    ContactFilter withMailTrouble() {
        return new ContactFilter(regions, status, importId, true, archived, words);
    }

    ContactFilter inAllRegionsOf(SignedInStaff member) {
        return new ContactFilter(member.regions(), status, importId, mailTrouble, archived, words);
    }

    /**
     * The condition on {@code contact c} without the search. Regions are literals (the configuration's codes): with
     * parameters the planner expects few contacts, and sorts them all.
     */
    String scope() {
        return status.map(only -> inRegions() + " and " + only.condition()).orElseGet(this::inRegions);
    }

    /** The same for any status. */
    String inRegions() {
        String codes = regions.stream()
                .map(code -> "'" + code.replace("'", "''") + "'")
                .collect(joining(", "));
        return (codes.isEmpty() ? "false" : "c.region in (" + codes + ")")
                + (archived ? " and c.archived_at is not null" : " and c.archived_at is null");
    }

    /** The whole condition, with its parameters from $1. */
    public String condition() {
        return searches() ? scope() + " and " + search() : scope();
    }

    /** The condition of the search and of the other filters that few contacts match. */
    String search() {
        var conditions = new ArrayList<String>();
        importId.ifPresent(id -> conditions.add("c.import_id = '" + id + "'"));
        if (archived) {
            conditions.add("c.archived_at is not null");
        }
        if (mailTrouble) {
            conditions.add(MAIL_TROUBLE);
        }
        int next = 1;
        for (Word word : words) {
            conditions.add(word.condition(next));
            next += word.parameters().size();
        }
        return String.join(" and ", conditions);
    }

    /** The parameters of {@link #condition}. */
    public List<Object> parameters() {
        return words.stream()
                .<Object>flatMap(word -> word.parameters().stream())
                .toList();
    }
}
