package latchkey.web;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * Makes Vert.x read and write JSON with Jackson's parser and generator alone. It would use Databind, which is on the
 * class path for Flyway: five hundred classes at each start that nothing here needs.
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
