package latchkey.admin.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import latchkey.admin.UiTest;
import org.junit.jupiter.api.Test;

class ActivityViewTest extends UiTest {

    @Test
    void what_everybody_did_is_told_with_who_when_and_where() {
        navigate("activity", ActivityView.class);
        eventually(() -> find(EventLine.class).exists());
        assertThat(words(find(EventLine.class).all().getFirst()))
                .contains("Jun Nakamura")
                .contains("203.0.113.7");
        assertThat(find(EventLine.class).all()).hasSize(50);
    }

    @Test
    void times_are_the_readers_and_those_of_the_clients_region_are_told_on_hover() {
        navigate("activity", ActivityView.class);
        eventually(() -> find(EventLine.class).exists());
        var when = find(Span.class, find(EventLine.class).all().getFirst())
                .withClassName("when")
                .single();
        assertThat(when.getText()).doesNotContain("time)");
        assertThat(when.getTitle())
                .hasValueSatisfying(title -> assertThat(title).endsWith(" time)"));
    }

    /** A press that began on a line which is replaced before it ends is lost. */
    @Test
    void what_happens_comes_on_top_and_the_lines_below_stay() {
        navigate("activity", ActivityView.class);
        eventually(() -> find(EventLine.class).exists() && api.listeners() == 1);
        List<EventLine> before = find(EventLine.class).all();
        api.data().record("invitation-sent", "c0", "Invitation sent to Ada", "s1");
        api.change("invitation-sent", "c0");
        eventually(() -> find(EventLine.class).all().size() > before.size());
        List<EventLine> after = find(EventLine.class).all();
        assertThat(words(after.getFirst())).contains("Invitation sent to Ada");
        assertThat(after.subList(1, after.size()))
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactlyElementsOf(before);
    }

    @Test
    void one_kind_can_be_picked() {
        navigate("activity", ActivityView.class);
        kinds().setValue("sign-in-succeeded");
        eventually(() -> find(EventLine.class).exists());
        assertThat(find(EventLine.class).all())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(words(line)).contains("Signed in"));
    }

    @Test
    void every_kind_has_a_name() {
        navigate("activity", ActivityView.class);
        assertThat(EventFilters.KINDS)
                .allSatisfy(kind ->
                        assertThat(kinds().getItemLabelGenerator().apply(kind)).isNotBlank());
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> kinds() {
        return find(ComboBox.class).withPlaceholder("Kind of activity").single();
    }
}
