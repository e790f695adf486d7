package latchkey.region;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import latchkey.config.Settings;
import latchkey.text.OwnTexts;
import latchkey.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All regions, in the order of their codes. Immutable. */
public final class Regions {

    private static final Logger LOG = LoggerFactory.getLogger(Regions.class);
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final Map<String, Region> byCode = new LinkedHashMap<>();
    private final Map<String, Region> byHost = new LinkedHashMap<>();

    public Regions(Settings settings) {
        for (String code : settings.regions()) {
            Region region = read(settings, code);
            byCode.put(code, region);
            if (byHost.put(region.host(), region) != null) {
                throw settings.fault(
                        "regions." + code + ".url",
                        "has the same host as another region",
                        "each region needs its own host");
            }
        }
    }

    public Collection<Region> all() {
        return byCode.values();
    }

    public Optional<Region> of(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The region that a host name (without a port) belongs to, whatever its case. */
    public Optional<Region> at(String host) {
        return Optional.ofNullable(byHost.get(host.toLowerCase(Locale.ROOT)));
    }

    private static Region read(Settings settings, String code) {
        String key = "regions." + code + ".";
        URI url = settings.uri(key + "url", "https", "http");
        if (!url.getPath().replace("/", "").isEmpty() || url.getQuery() != null || url.getUserInfo() != null) {
            throw settings.fault(key + "url", "has more than a host and a port", "use one like https://au.example.com");
        }
        String colour = settings.optionalText(key + "colour").orElse("#1f5c4d");
        if (!COLOUR.matcher(colour).matches()) {
            throw settings.fault(key + "colour", "is not a colour", "write it like #1f5c4d");
        }
        var logo = settings.optionalText(key + "logo").map(Path::of);
        if (logo.isPresent() && !Files.isReadable(logo.get())) {
            throw settings.fault(key + "logo", "can't be read", "name a PNG or SVG file");
        }
        Locale locale = settings.locale(key + "locale");
        OwnTexts texts = settings.optionalText(key + "texts")
                .map(file -> ownTexts(settings, key + "texts", Path.of(file)))
                .orElse(OwnTexts.NONE);
        warnOfAnotherLanguage(code, locale, texts);
        return new Region(
                code,
                settings.text(key + "name"),
                URI.create(url.getScheme() + "://" + url.getAuthority()),
                locale,
                settings.zone(key + "zone"),
                settings.text(key + "sender"),
                settings.text(key + "support"),
                colour,
                logo,
                home(settings, key + "home"),
                texts);
    }

    private static void warnOfAnotherLanguage(String code, Locale locale, OwnTexts texts) {
        Locale spoken = Texts.of("portal", locale, texts).locale();
        if (!spoken.getLanguage().equals(locale.getLanguage())) {
            LOG.atWarn()
                    .addKeyValue("region", code)
                    .addKeyValue("locale", locale.toLanguageTag())
                    .addKeyValue("language", spoken.getLanguage())
                    .log("Latchkey has no texts in the region's language: its clients read another one, until"
                            + " regions.<code>.texts names a file with them");
        }
    }

    private static String home(Settings settings, String key) {
        String home = settings.optionalText(key).orElse(Region.ACCOUNT);
        if (LocalPath.of(home).isEmpty() && !isAddress(home)) {
            throw settings.fault(
                    key,
                    "is neither a path nor an address",
                    "write a path like /home, or an address like https://home.example.com/");
        }
        return home;
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return Set.of("https", "http").contains(Objects.requireNonNullElse(address.getScheme(), ""))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static OwnTexts ownTexts(Settings settings, String key, Path file) {
        try {
            return OwnTexts.read(file);
        } catch (IOException e) {
            throw settings.fault(key, "can't be read", "name a file of lines like mail.invitation.subject=…, in UTF-8");
        } catch (OwnTexts.WrongText wrong) {
            throw settings.fault(
                    key, wrong.words(), "use the keys and the numbers in braces of Latchkey's own sentences");
        }
    }
}
