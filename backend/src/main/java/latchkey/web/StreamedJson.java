package latchkey.web;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * Has Vert.x read and write JSON with Jackson's parser and generator alone. It would take Databind where that is on the
 * class path, and it is, for Flyway: five hundred classes at each start, for what nobody here asks of it.
 */
public final class StreamedJson implements JsonFactory {

    @Override
    public int order() {
        return 0;
    }

    @Override
    public JsonCodec codec() {
        return new JacksonCodec();
    }
}
