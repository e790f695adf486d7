package latchkey.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {

    private final Shown<String> shown = new Shown<>();
    private final List<String> drawn = new ArrayList<>();

    @Test
    void only_what_differs_is_drawn_anew() {
        shown.show("one", drawn::add);
        shown.show("one", drawn::add);
        shown.show("two", drawn::add);
        shown.show("one", drawn::add);
        assertThat(drawn).containsExactly("one", "two", "one");
    }

    @Test
    void what_could_not_be_drawn_is_drawn_the_next_time() {
        assertThatIllegalStateException()
                .isThrownBy(() -> shown.show("one", text -> {
                    throw new IllegalStateException(text);
                }));
        shown.show("one", drawn::add);
        assertThat(drawn).containsExactly("one");
    }
}
