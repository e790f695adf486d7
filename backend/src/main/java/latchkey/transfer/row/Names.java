package latchkey.transfer.row;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people and programs call the same thing: lists of names in letters and digits alone, read from a resource. */
final class Names {

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{Nd}]");

    private Names() {}

    static String plain(String name) {
        return OTHER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    static Map<String, List<String>> read(String resource) {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(Names.class.getResourceAsStream(resource), resource)) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(
                        key -> key, key -> List.of(properties.getProperty(key).split(",\\s*"))));
    }
}
