package latchkey.invitation.batch;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.key.Ids;
import latchkey.search.ContactFilter;
import latchkey.web.Problem;

/**
 * Whom to invite: those chosen one by one, or all that match a filter; in the member's regions either way.
 *
 * @param condition on {@code contact c}
 */
record Selection(String condition, List<Object> parameters) {

    static Selection of(SignedInStaff member, JsonObject body) {
        JsonObject filter = body.getJsonObject("filter");
        if ((filter == null) == (body.getJsonArray("contactIds") == null)) {
            throw Problem.of(400, "bad-request").field("body", "invalid.selection");
        }
        Selection all = filter == null ? these(member, body) : matching(member, filter);
        return Optional.ofNullable(body.getJsonArray("groups"))
                .map(groups ->
                        all.ofGroups(groups.stream().map(String.class::cast).toArray(String[]::new)))
                .orElse(all);
    }

    /** Only these groups. Contacts with an account are in no group, and stay in to be refused by name. */
    private Selection ofGroups(String[] groups) {
        return new Selection(
                condition + " and (" + InvitationGroup.OF_CONTACT + " = any (" + next() + "::text[])) is not false",
                with(groups).parameters());
    }

    /** The parameter that comes next. */
    String next() {
        return "$" + (parameters.size() + 1);
    }

    Selection with(Object parameter) {
        var more = new ArrayList<>(parameters);
        more.add(parameter);
        return new Selection(condition, more);
    }

    private static Selection these(SignedInStaff member, JsonObject body) {
        UUID[] ids = body.getJsonArray("contactIds").stream()
                .map(id -> Ids.parse((String) id))
                .flatMap(Optional::stream)
                .toArray(UUID[]::new);
        return new Selection(
                "c.region = any ($1::text[]) and c.id = any ($2::uuid[])", List.of(member.regionCodes(), ids));
    }

    private static Selection matching(SignedInStaff member, JsonObject filter) {
        var found = ContactFilter.of(
                member,
                text(filter, "search"),
                text(filter, "region"),
                text(filter, "status"),
                text(filter, "import"),
                text(filter, "mail"),
                text(filter, "archived"));
        return new Selection(found.condition(), found.parameters());
    }

    private static Optional<String> text(JsonObject filter, String field) {
        return Optional.ofNullable(filter.getString(field)).filter(value -> !value.isBlank());
    }
}
