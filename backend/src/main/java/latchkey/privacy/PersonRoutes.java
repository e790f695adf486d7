package latchkey.privacy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.web.Answering;
import latchkey.web.Problem;
import latchkey.web.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept about a person, and its erasure. */
public final class PersonRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(PersonRoutes.class);
    private static final int BODY_KB = 1;
    private static final int SWEEP_SECONDS = 10;

    private final Vertx vertx;
    private final PersonTable people;

    /** @param longPool for statements that may take a while */
    public PersonRoutes(Vertx vertx, Pool longPool) {
        this.vertx = vertx;
        this.people = new PersonTable(longPool);
    }

    public void mount(Operations operations) {
        operations.on("getContactData", BODY_KB, Answering::patiently, this::read);
        operations.on("eraseContact", BODY_KB, Answering::patiently, this::erase);
    }

    private Future<Reply> read(SignedInStaff member, ApiRequest request) {
        return people.read(member, request.id("id"), request.network())
                .map(data -> data.orElseThrow(() -> Problem.of(404, "not-found")))
                .map(Reply::json);
    }

    /** Once everything that the erasure held up is over: no other statement may take longer than this. */
    private void sweepLater(UUID contact) {
        var _ = vertx.timer(SWEEP_SECONDS, TimeUnit.SECONDS)
                .compose(over -> people.sweep(contact))
                .onFailure(failure -> LOG.warn("Rows that were written during an erasure may still be there", failure));
    }

    private Future<Reply> erase(SignedInStaff member, ApiRequest request) {
        UUID contact = request.id("id");
        return people.erase(member, contact, request.network()).map(erased -> {
            if (!erased) {
                throw Problem.of(404, "not-found");
            }
            sweepLater(contact);
            return Reply.empty(204);
        });
    }
}
