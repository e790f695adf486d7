package latchkey.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The configuration by key. Every method throws {@link ConfigException} if the value is not of its kind. Immutable, for
 * any thread.
 */
public final class Settings {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern LIMIT = Pattern.compile("(\\d{1,9})/(.+)");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The defaults, the file that {@code LATCHKEY_CONFIG} names, and the environment; later ones win. */
    public static Settings read(Map<String, String> environment) {
        return new Settings(new Sources().read(environment));
    }

    /** The same settings with other values for some keys. */
    public Settings with(Map<String, String> others) {
        var merged = new HashMap<>(values);
        merged.putAll(others);
        return new Settings(merged);
    }

    public boolean has(String key) {
        return !raw(key).isBlank();
    }

    /** A text that must be set. */
    public String text(String key) {
        if (!has(key)) {
            throw new ConfigException(key, "is missing", "it has no default, so it must be set");
        }
        return raw(key).strip();
    }

    public Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(raw(key).strip()) : Optional.empty();
    }

    public Secret secret(String key) {
        return new Secret(text(key));
    }

    public Path path(String key) {
        return Path.of(text(key));
    }

    /** Ids of the applications that sign clients in, in alphabetical order. */
    public SortedSet<String> apps() {
        return named("apps.");
    }

    /** Codes of the regions, in alphabetical order. */
    public SortedSet<String> regions() {
        SortedSet<String> codes = named("regions.");
        if (codes.isEmpty()) {
            throw new ConfigException("regions", "is empty", "at least one region is needed");
        }
        if (codes.contains("staff")) {
            throw new ConfigException("regions.staff", "is reserved", "choose another code for the region");
        }
        return codes;
    }

    /** The names between the prefix and the next dot. */
    private SortedSet<String> named(String prefix) {
        var names = new TreeSet<String>();
        for (String key : values.keySet()) {
            int end = key.indexOf('.', prefix.length());
            if (key.startsWith(prefix) && end > 0) {
                names.add(key.substring(prefix.length(), end));
            }
        }
        return names;
    }

    /** Port 0 lets the system choose a free one. */
    public int port(String key) {
        return number(key, 0, 65_535);
    }

    public int number(String key, int least, int most) {
        String allowed = "a whole number from " + least + " to " + most + " is allowed";
        try {
            int number = Integer.parseInt(text(key));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw fault(key, "is not a number", allowed);
        }
        throw fault(key, "is out of range", allowed);
    }

    /** A duration longer than zero. */
    public Duration duration(String key) {
        return parseDuration(text(key))
                .filter(Duration::isPositive)
                .orElseThrow(() -> fault(key, "is not a duration", "write it like 250ms, 30s, 5m, 6h or 7d"));
    }

    /** A duration that may be zero. */
    public Duration pause(String key) {
        return parseDuration(text(key))
                .orElseThrow(() -> fault(key, "is not a duration", "write it like 0s, 250ms or 5s"));
    }

    /**
     * A duration longer than zero.
     *
     * @param longest the maximum, written as in the configuration
     */
    public Duration duration(String key, String longest) {
        Duration duration = duration(key);
        if (duration.compareTo(parseDuration(longest).orElseThrow()) > 0) {
            throw fault(key, "is too long", "at most " + longest + " is allowed");
        }
        return duration;
    }

    /** A duration longer than zero; empty for off. */
    public Optional<Duration> durationOrOff(String key) {
        if (isOff(key)) {
            return Optional.empty();
        }
        return Optional.of(parseDuration(text(key))
                .filter(Duration::isPositive)
                .orElseThrow(() -> fault(key, "is not a duration", "write it like 30m, 6h or 90d, or off")));
    }

    public Limit limit(String key) {
        String text = text(key);
        if (isOff(key)) {
            return Limit.OFF;
        }
        var matcher = LIMIT.matcher(text);
        if (matcher.matches()) {
            int count = Integer.parseInt(matcher.group(1));
            Optional<Duration> period = parseDuration(matcher.group(2)).filter(Duration::isPositive);
            if (count > 0 && period.isPresent()) {
                return new Limit(count, period.get());
            }
        }
        throw fault(key, "is not a limit", "write it like 10/15m, or off");
    }

    public List<String> list(String key) {
        return Stream.of(raw(key).split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /**
     * An absolute URI of one of the schemes, with a host. Its value is never part of an error: it may hold a password.
     */
    public URI uri(String key, String... schemes) {
        String allowed = "it must start with " + String.join(":// or ", schemes) + ":// and name a host";
        try {
            URI uri = new URI(text(key));
            if (uri.getHost() != null && List.of(schemes).contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(key, "is not a URL", allowed);
        }
        throw new ConfigException(key, "is not a supported URL", allowed);
    }

    /**
     * The parameters of a URL.
     *
     * @param query the text after the question mark, undecoded
     * @param known the names of the allowed parameters
     */
    public Map<String, String> parameters(String key, String query, List<String> known) {
        var parameters = new HashMap<String, String>();
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            if (!parameter.isEmpty() && (!known.contains(parts[0]) || parts.length < 2)) {
                throw new ConfigException(
                        key,
                        "has a parameter that is not known (" + parts[0] + ")",
                        "allowed are " + String.join(", ", known));
            }
            if (!parameter.isEmpty() && parameters.put(parts[0], decoded(key, parts[1])) != null) {
                throw new ConfigException(key, "has the parameter " + parts[0] + " twice", "say it once");
            }
        }
        return parameters;
    }

    /** A part of a URL, percent-decoded. */
    public String decoded(String key, String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    key, "has a % without two hexadecimal digits after it", "write a percent sign as %25");
        }
    }

    public ZoneId zone(String key) {
        try {
            return ZoneId.of(text(key));
        } catch (DateTimeException e) {
            throw fault(key, "is not a time zone", "use a name like Australia/Sydney");
        }
    }

    public Locale locale(String key) {
        try {
            return new Locale.Builder().setLanguageTag(text(key)).build();
        } catch (IllformedLocaleException e) {
            throw fault(key, "is not a language tag", "use one like en-AU");
        }
    }

    /** An error for a value that the caller checked, worded like all others. */
    public ConfigException fault(String key, String fault, String allowed) {
        String shown = Sources.isSecret(key) ? "" : " (" + raw(key) + ")";
        return new ConfigException(key, fault + shown, allowed);
    }

    private boolean isOff(String key) {
        return text(key).equalsIgnoreCase("off");
    }

    private String raw(String key) {
        return values.getOrDefault(key, "");
    }

    private static Optional<Duration> parseDuration(String text) {
        var matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }
}
