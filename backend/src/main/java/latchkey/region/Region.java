package latchkey.region;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import latchkey.text.OwnTexts;

/**
 * A region of the builder.
 *
 * @param url base URL of the region's portal without a slash at its end; the only source of links in mails
 * @param sender the address that mails come from, with or without a display name
 * @param support where clients find a person: an address or a phone number
 * @param colour the region's colour as {@code #rrggbb}
 * @param home where a client lands after signing in: a path of this host, or an address elsewhere
 * @param texts the builder's own sentences for pages and mails
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
        Optional<Path> logo,
        String home,
        OwnTexts texts) {

    /** The page for security matters, and where a client lands if nothing else is configured. */
    public static final String ACCOUNT = "/account";

    /** The host name, lower-case, without a port. */
    public String host() {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    /** @param path begins with a slash */
    public String link(String path) {
        return url + path;
    }

    /** The portal that clients land in, if there is one besides the account page. */
    public Optional<String> portal() {
        return Optional.of(home).filter(where -> !where.equals(ACCOUNT));
    }

    /** The origin of that portal, if it is on another host. */
    public Optional<String> portalOrigin() {
        return Optional.of(home)
                .filter(where -> !where.startsWith("/"))
                .map(URI::create)
                .map(where -> where.getScheme() + "://" + where.getAuthority());
    }

    public boolean isSecure() {
        return "https".equals(url.getScheme());
    }
}
