package latchkey.page;

import java.util.List;

/**
 * Something to correct in a field of the form.
 *
 * @param field the field's name, which is its id as well
 * @param key the sentence in the bundle {@code portal}
 */
public record Fault(String field, String key, List<Object> arguments) {

    public static Fault at(String field, String key, Object... arguments) {
        return new Fault(field, key, List.of(arguments));
    }
}
