package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import latchkey.address.EmailAddress;
import latchkey.address.TypedAddress;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.page.AddressRefusal;
import latchkey.web.Reply;

/** Checks a typed address before anything is written. */
public final class AddressRoutes {

    public void mount(Operations operations) {
        operations.on("checkAddress", this::check);
    }

    private Future<Reply> check(SignedInStaff member, ApiRequest request) {
        TypedAddress typed = TypedAddress.of(request.body().getString("address"));
        return Future.succeededFuture(Reply.json(new JsonObject()
                .put("address", typed.text())
                .put("suggestion", typed.suggestion().map(EmailAddress::value).orElse(null))
                .put("problem", typed.refusal().map(AddressRefusal::sentence).orElse(null))));
    }
}
