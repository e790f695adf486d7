package latchkey.database;

import latchkey.config.ConfigException;

/** The database holds tables that this version neither made nor can bring to its form. */
public final class OtherTables extends ConfigException {

    OtherTables(String fault) {
        super("database.url", fault, "use an empty database, or the version that made the tables");
    }
}
