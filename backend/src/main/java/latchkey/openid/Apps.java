package latchkey.openid;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import latchkey.config.Settings;
import latchkey.region.Region;

/** The configured applications. Immutable. */
public final class Apps {

    private static final int SHORTEST_SECRET = 32;

    private final Map<String, App> byId = new TreeMap<>();

    public Apps(Settings settings) {
        settings.apps().forEach(id -> byId.put(id, read(settings, id)));
    }

    public Optional<App> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** By their ids. */
    public Collection<App> all() {
        return byId.values();
    }

    /** The application, if it signs clients of this region in. */
    Optional<App> find(Region region, String id) {
        return find(id).filter(app -> app.isIn(region));
    }

    /** The origins, or schemes, that applications are answered at. */
    public Collection<String> origins() {
        return byId.values().stream()
                .flatMap(app -> Stream.concat(app.redirectUrls().stream(), app.logoutUrls().stream()))
                .map(URI::create)
                .map(url -> url.getAuthority() == null
                        ? url.getScheme() + ":"
                        : url.getScheme() + "://" + url.getAuthority())
                .distinct()
                .toList();
    }

    private static App read(Settings settings, String id) {
        String key = "apps." + id + ".";
        var secret = settings.has(key + "secret")
                ? Optional.of(settings.secret(key + "secret"))
                : Optional.<latchkey.config.Secret>empty();
        if (secret.filter(one -> one.value().length() < SHORTEST_SECRET).isPresent()) {
            throw settings.fault(
                    key + "secret", "is too short", "at least " + SHORTEST_SECRET + " characters are needed");
        }
        List<String> redirects = urls(settings, key + "redirect-urls");
        if (redirects.isEmpty()) {
            throw settings.fault(
                    key + "redirect-urls", "is empty", "name the address that the application is answered at");
        }
        List<String> regions = settings.list(key + "regions");
        if (!settings.regions().containsAll(regions)) {
            throw settings.fault(key + "regions", "names an unknown region", "use the codes under regions");
        }
        return new App(
                id,
                settings.text(key + "name"),
                secret,
                redirects,
                urls(settings, key + "logout-urls"),
                settings.has(key + "backchannel-logout-url")
                        ? Optional.of(settings.uri(key + "backchannel-logout-url", "https", "http"))
                        : Optional.empty(),
                regions);
    }

    private static List<String> urls(Settings settings, String key) {
        List<String> urls = settings.list(key);
        if (!urls.stream().allMatch(Apps::isSafe)) {
            throw settings.fault(
                    key,
                    "has an entry that can't be used",
                    "use https, http for this machine alone, or a scheme of the application's own; no fragment");
        }
        return urls;
    }

    /** RFC 8252 and RFC 9700, 2.6: a private scheme is a reversed domain name, and so has a dot. */
    private static boolean isSafe(String text) {
        try {
            URI url = new URI(text);
            String scheme = Objects.requireNonNullElse(url.getScheme(), "");
            String host = Objects.requireNonNullElse(url.getHost(), "");
            boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(host) || host.endsWith(".localhost");
            return url.getFragment() == null
                    && url.getUserInfo() == null
                    && switch (scheme) {
                        case "https" -> !host.isEmpty();
                        case "http" -> here;
                        default -> scheme.contains(".");
                    };
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
