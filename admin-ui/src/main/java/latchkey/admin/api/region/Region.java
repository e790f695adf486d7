package latchkey.admin.api.region;

import java.net.URI;
import java.time.ZoneId;

/** A region of the builder. */
public record Region(String code, String name, URI url, String locale, ZoneId zone) {

    /** The city that names the zone, as people say it: Sydney. */
    public String city() {
        return zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }
}
