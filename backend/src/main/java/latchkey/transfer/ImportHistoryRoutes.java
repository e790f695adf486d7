package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.web.Reply;

/** Past imports: who added contacts, and when. */
public final class ImportHistoryRoutes {

    private static final int USUAL = 20;

    private final PastImportTable imports;

    public ImportHistoryRoutes(Pool pool) {
        imports = new PastImportTable(pool);
    }

    public void mount(Operations operations) {
        operations.on("listImports", this::list);
    }

    private Future<Reply> list(SignedInStaff member, ApiRequest request) {
        return imports.newest(member, request.number("limit", USUAL))
                .map(found -> Reply.json(new JsonObject()
                        .put(
                                "items",
                                new JsonArray(
                                        found.stream().map(PastImport::json).toList()))));
    }
}
