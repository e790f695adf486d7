package latchkey.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The browser and the system that a {@code User-Agent} header names, for people to tell their devices apart. */
public record UserAgent(Optional<String> browser, Optional<String> system) {

    private record Mark(Pattern pattern, String name) {

        static Mark of(String pattern, String name) {
            return new Mark(Pattern.compile(pattern), name);
        }
    }

    // Browsers also name the ones that they descend from, so the first match is the right one.
    private static final List<Mark> BROWSERS = List.of(
            Mark.of("\\bEdg(A|iOS)?/", "Edge"),
            Mark.of("\\b(OPR|OPT|Opera)/", "Opera"),
            Mark.of("\\bSamsungBrowser/", "Samsung Internet"),
            Mark.of("\\b(Firefox|FxiOS)/", "Firefox"),
            Mark.of("\\b(Chrome|HeadlessChrome|CriOS|Chromium)/", "Chrome"),
            Mark.of("\\bVersion/.*\\bSafari/", "Safari"));

    private static final List<Mark> SYSTEMS = List.of(
            Mark.of("\\biPhone\\b", "iPhone"),
            Mark.of("\\biPad\\b", "iPad"),
            Mark.of("\\bAndroid\\b", "Android"),
            Mark.of("\\bWindows\\b", "Windows"),
            Mark.of("\\bMacintosh\\b", "Mac"),
            Mark.of("\\bCrOS\\b", "ChromeOS"),
            Mark.of("\\bLinux\\b", "Linux"));

    public static UserAgent of(String header) {
        return new UserAgent(first(BROWSERS, header), first(SYSTEMS, header));
    }

    private static Optional<String> first(List<Mark> marks, String header) {
        return marks.stream()
                .filter(mark -> mark.pattern().matcher(header).find())
                .map(Mark::name)
                .findFirst();
    }
}
