package latchkey.database;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Reads from a row what the client gives as null, or in another type than the application uses. */
public final class Rows {

    private Rows() {}

    /** A time that every row has. */
    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** A time that may be null. */
    public static Optional<Instant> optionalInstant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** A text that may be null. */
    public static Optional<String> optionalText(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    /** An id that may be null. */
    public static Optional<UUID> optionalId(Row row, String column) {
        return Optional.ofNullable(row.getUUID(column));
    }
}
