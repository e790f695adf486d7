package latchkey.page;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A rendered page, as far as tests look into it. */
record Html(String text) {

    /** The tags of a name, as written. */
    List<String> tags(String name) {
        return all("<" + name + "\\b[^>]*>").stream().map(MatchResult::group).toList();
    }

    /** The values of an attribute on whatever tag, in their order. */
    List<String> values(String attribute) {
        return all("\\s" + attribute + "=\"([^\"]*)\"").stream()
                .map(match -> match.group(1))
                .toList();
    }

    List<MatchResult> all(String pattern) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
