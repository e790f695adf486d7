package latchkey.privacy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** What is kept about a person, and its erasure. */
public final class PersonRoutes {

    private final PersonTable people;

    /** @param longPool for what may take a while */
    public PersonRoutes(Pool longPool) {
        this.people = new PersonTable(longPool);
    }

    public void mount(Operations operations) {
        operations.on("getContactData", this::read);
        operations.on("eraseContact", this::erase);
    }

    private Future<Reply> read(SignedInStaff member, ApiRequest request) {
        return people.read(member, request.id("id"))
                .map(data -> data.orElseThrow(() -> Problem.of(404, "not-found")))
                .map(Reply::json);
    }

    private Future<Reply> erase(SignedInStaff member, ApiRequest request) {
        return people.erase(member, request.id("id"), request.network()).map(erased -> {
            if (!erased) {
                throw Problem.of(404, "not-found");
            }
            return Reply.empty(204);
        });
    }
}
