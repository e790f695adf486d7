package latchkey.config;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Where values come from: the defaults, then a file, then the environment. The defaults' keys are the known keys. */
final class Sources {

    private static final Set<String> SECRETS =
            Set.of("secret", "previous-secret", "database.url", "database.read-url", "mail.url");

    private static final String PREFIX = "LATCHKEY_";
    private static final String READABLE = "name a readable file";
    private static final String SEE = "config/latchkey.yaml lists every key";
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://.*");
    private static final Pattern SERVICE_VARIABLE = Pattern.compile(
            "LATCHKEY_(?:[A-Z0-9_]+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_[A-Z]+)?)");
    private static final Pattern REGION = Pattern.compile("regions\\.([a-z][a-z0-9]{1,15})\\.([a-z]+)");
    private static final String APP_KEYS = "name|secret|redirect-urls|logout-urls|backchannel-logout-url|regions";
    private static final Pattern APP = Pattern.compile("apps\\.[a-z][a-z0-9]{0,30}\\.(?:" + APP_KEYS + ")");
    private static final Pattern APP_SECRET = Pattern.compile("apps\\.[a-z0-9]+\\.secret");
    private static final Pattern APP_VARIABLE = Pattern.compile("APPS_([A-Z][A-Z0-9]{0,30})_([A-Z_]+)");
    private static final Pattern REGION_VARIABLE = Pattern.compile("REGIONS_([A-Z][A-Z0-9]{1,15})_([A-Z]+)");

    private final Map<String, String> defaults = defaults();
    private final Set<String> regionKeys = regionKeys(defaults.keySet());
    private final Map<String, String> variables = defaults.keySet().stream()
            .filter(key -> !key.startsWith("regions."))
            .collect(toMap(Sources::variable, Function.identity()));

    Map<String, String> read(Map<String, String> environment) {
        var values = new LinkedHashMap<>(defaults);
        String file = environment.get(PREFIX + "CONFIG");
        if (file != null && !file.isBlank()) {
            overlay(values, flat(file(Path.of(file))));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.equals(PREFIX + "CONFIG") && !isOfAService(name, value)) {
                set(values, name, value);
            }
        });
        return values;
    }

    /** Kubernetes and Docker set variables such as LATCHKEY_BACKEND_PORT for a service named latchkey-backend. */
    private static boolean isOfAService(String name, String value) {
        return (name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches())
                || SERVICE_VARIABLE.matcher(name).matches();
    }

    static boolean isSecret(String key) {
        return SECRETS.contains(key) || APP_SECRET.matcher(key).matches();
    }

    private void overlay(Map<String, String> values, Map<String, String> file) {
        if (file.keySet().stream().anyMatch(key -> key.startsWith("regions."))) {
            values.keySet().removeIf(key -> key.startsWith("regions."));
        }
        file.forEach((key, value) -> values.put(known(key, key), value));
    }

    private void set(Map<String, String> values, String name, String value) {
        String suffix = name.substring(PREFIX.length());
        String ofFile = suffix.endsWith("_FILE") ? suffix.substring(0, suffix.length() - 5) : "";
        String secret =
                ofFile.matches("APPS_[A-Z0-9]+_SECRET") ? keyOf(name, ofFile) : variables.getOrDefault(ofFile, "");
        if (isSecret(secret)) {
            values.put(secret, content(name, value));
        } else {
            values.put(keyOf(name, suffix), value);
        }
    }

    private String keyOf(String name, String suffix) {
        String key = variables.get(suffix);
        if (key != null) {
            return key;
        }
        var region = REGION_VARIABLE.matcher(suffix);
        if (region.matches()) {
            return known(
                    "regions." + region.group(1).toLowerCase(Locale.ROOT) + "."
                            + region.group(2).toLowerCase(Locale.ROOT),
                    name);
        }
        var app = APP_VARIABLE.matcher(suffix);
        if (app.matches()) {
            String last = app.group(2).toLowerCase(Locale.ROOT).replace('_', '-');
            return known("apps." + app.group(1).toLowerCase(Locale.ROOT) + "." + last, name);
        }
        throw new ConfigException(name, "is not a known key", SEE);
    }

    private String known(String key, String shown) {
        var region = REGION.matcher(key);
        boolean known = region.matches()
                ? regionKeys.contains(region.group(2))
                : defaults.containsKey(key) || APP.matcher(key).matches();
        if (!known) {
            throw new ConfigException(shown, "is not a known key", SEE);
        }
        return key;
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Set<String> regionKeys(Set<String> keys) {
        return keys.stream()
                .map(REGION::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(2))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static Map<String, String> defaults() {
        try (InputStream in =
                Objects.requireNonNull(Sources.class.getResourceAsStream("/latchkey.yaml"), "latchkey.yaml")) {
            return flat(yaml().loadFromInputStream(in));
        } catch (IOException e) {
            throw new IllegalStateException("latchkey.yaml can't be read from the class path", e);
        }
    }

    private static Object file(Path file) {
        try {
            Object content = yaml().loadFromString(Files.readString(file));
            return content == null ? Map.of() : content;
        } catch (IOException e) {
            throw unreadable("LATCHKEY_CONFIG", file, e);
        } catch (YamlEngineException e) {
            // The parser quotes the lines around the fault, which may contain a secret: only the place is reported.
            throw new ConfigException("LATCHKEY_CONFIG", "names " + file + ", which is not YAML" + place(e), SEE);
        }
    }

    private static String place(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> " (line " + (mark.getLine() + 1) + ")")
                        .orElse("")
                : "";
    }

    /** Every value is text as it was written: on may be a region's code, and off is a limit. */
    private static Load yaml() {
        return new Load(LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setSchema(new FailsafeSchema())
                .setTagConstructors(Map.of(Tag.NULL, nothing -> ""))
                .build());
    }

    private static String content(String name, String file) {
        if (file.isBlank()) {
            throw new ConfigException(name, "is empty", READABLE);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw unreadable(name, Path.of(file), e);
        }
    }

    private static ConfigException unreadable(String name, Path file, IOException failure) {
        String why = switch (failure) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> System.getProperty("user.name") + " may not read it";
            case CharacterCodingException other -> "it is not text in UTF-8";
            default -> Files.isDirectory(file) ? "it is a directory" : "it can't be opened";
        };
        return new ConfigException(name, "names " + shown(file) + ", which can't be read (" + why + ")", READABLE);
    }

    /** Hides a secret that was set in place of the name of its file, so that it doesn't get into a log. */
    private static String shown(Path file) {
        boolean isOfThisMachine = file.isAbsolute()
                && Optional.ofNullable(file.getParent())
                        .filter(folder -> folder.getNameCount() > 0 && Files.isDirectory(folder))
                        .isPresent();
        return Files.exists(file) || isOfThisMachine ? file.toString() : "a file";
    }

    private static Map<String, String> flat(Object root) {
        var values = new LinkedHashMap<String, String>();
        flatten("", root, values);
        return values;
    }

    private static void flatten(String path, Object node, Map<String, String> values) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> flatten(
                        path.isEmpty() ? String.valueOf(key) : path + "." + key, value == null ? "" : value, values));
            case Collection<?> list ->
                values.put(path, list.stream().map(String::valueOf).collect(joining(",")));
            default -> values.put(path, node.toString());
        }
    }
}
