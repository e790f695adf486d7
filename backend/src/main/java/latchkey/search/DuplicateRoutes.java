package latchkey.search;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import latchkey.address.EmailAddress;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactFields;
import latchkey.search.DuplicateTable.Wanted;
import latchkey.text.Unicode;
import latchkey.web.Reply;

/** Finds contacts like the one that is being typed, before anything is written. */
public final class DuplicateRoutes {

    private final DuplicateTable table;

    public DuplicateRoutes(Pool pool) {
        table = new DuplicateTable(pool);
    }

    public void mount(Operations operations) {
        operations.on("findDuplicates", this::find);
    }

    private Future<Reply> find(SignedInStaff member, ApiRequest request) {
        return table.find(wanted(member, request.body()))
                .map(found -> Reply.json(new JsonObject()
                        .put(
                                "items",
                                new JsonArray(found.duplicates().stream()
                                        .map(Duplicate::json)
                                        .toList()))
                        .put("addressInUse", found.isAddressInUse())));
    }

    /** Incomplete values, such as an address without its end, are not compared. */
    private static Wanted wanted(SignedInStaff member, JsonObject typed) {
        String region = ContactFields.region(member, typed.getString("region"));
        return new Wanted(
                region,
                text(typed, "email").flatMap(EmailAddress::parse).map(EmailAddress::value),
                text(typed, "phone")
                        .map(phone -> PhoneNumbers.keys(phone, region))
                        .orElse(List.of()),
                text(typed, "familyName")
                        .flatMap(family -> text(typed, "givenName")
                                .map(given -> List.of(family + "\n" + given, given + "\n" + family)))
                        .orElse(List.of()));
    }

    private static Optional<String> text(JsonObject typed, String field) {
        return Optional.ofNullable(typed.getString(field)).map(Unicode::strip).filter(text -> !text.isEmpty());
    }
}
