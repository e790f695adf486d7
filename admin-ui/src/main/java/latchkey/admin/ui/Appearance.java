package latchkey.admin.ui;

import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Page;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Light, dark, or like the system. A cookie remembers the choice, so that the first paint is right. */
public enum Appearance {
    SYSTEM(ColorScheme.Value.NORMAL),
    LIGHT(ColorScheme.Value.LIGHT),
    DARK(ColorScheme.Value.DARK);

    private static final String COOKIE = "latchkey-look";

    private final ColorScheme.Value value;

    Appearance(ColorScheme.Value value) {
        this.value = value;
    }

    /** Anything unknown means like the system. */
    private static Appearance of(String name) {
        return Stream.of(values())
                .filter(look -> look.scheme().equals(name))
                .findFirst()
                .orElse(SYSTEM);
    }

    /** The browser's choice; like the system if there is none. */
    public static Appearance chosen(Cookie @Nullable ... cookies) {
        return Stream.ofNullable(cookies)
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(cookie -> of(cookie.getValue()))
                .findFirst()
                .orElse(SYSTEM);
    }

    public String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }

    public void choose(Page page) {
        page.setColorScheme(value);
        var _ = page.executeJs(
                "document.cookie = $0 + '=' + $1 + '; path=/; max-age=31536000; samesite=strict'", COOKIE, scheme());
    }
}
