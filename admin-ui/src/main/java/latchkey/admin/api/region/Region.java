package latchkey.admin.api.region;

import java.net.URI;
import java.time.ZoneId;

/** A region of the builder. */
public record Region(String code, String name, URI url, String locale, ZoneId zone) {}
