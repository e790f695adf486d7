package latchkey.region;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * A region of the builder.
 *
 * @param url base URL of the region's portal without a slash at its end; the only source of links
 * @param sender the address that mails come from, with or without a display name
 * @param support where clients find a person: an address or a phone number
 * @param colour the region's colour as {@code #rrggbb}
 */
public record Region(
        String code,
        String name,
        URI url,
        Locale locale,
        ZoneId zone,
        String sender,
        String support,
        String colour,
        Optional<Path> logo) {

    /** The host name, lower-case, without a port. */
    public String host() {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    public String link(String path) {
        return url + path;
    }

    public boolean isSecure() {
        return "https".equals(url.getScheme());
    }
}
