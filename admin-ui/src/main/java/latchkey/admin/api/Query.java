package latchkey.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;
import latchkey.admin.api.contact.Filter;

/** A path with its parameters; those without a value are left out. */
final class Query {

    private final StringBuilder path;
    private char separator = '?';

    Query(String path) {
        this.path = new StringBuilder(path);
    }

    Query with(String name, Object value) {
        path.append(separator).append(name).append('=').append(URLEncoder.encode(value.toString(), UTF_8));
        separator = '&';
        return this;
    }

    Query with(String name, Optional<?> value) {
        return value.isPresent() ? with(name, value.get()) : this;
    }

    Query with(Filter filter) {
        return with("search", filter.search())
                .with("region", filter.region())
                .with("status", filter.status())
                .with("import", filter.importId())
                .with("mail", filter.mail())
                .with("archived", filter.archived());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
