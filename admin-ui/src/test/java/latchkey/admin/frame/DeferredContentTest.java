package latchkey.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import latchkey.admin.UiTest;
import latchkey.admin.stub.StubApi.Answer;
import latchkey.admin.ui.Skeleton;
import org.junit.jupiter.api.Test;

/** A page does not wait for a slow backend: a skeleton keeps the place of what is on its way. */
class DeferredContentTest extends UiTest {

    @Test
    void a_contact_that_is_slow_to_come_has_a_skeleton_and_a_way_out() {
        UI.getCurrent().navigate("contacts");
        waitsAsUsual();
        api.hold();
        UI.getCurrent().navigate("contacts/c0");
        assertThat(skeletons()).isEqualTo(2);
        assertThat(find(Button.class).withAriaLabel("Close this contact").exists())
                .isTrue();
        api.recover();
        eventually(() -> skeletons() == 0);
        assertThat(find(TextField.class).withLabel("Given name").single().getValue())
                .isEqualTo("Ada");
    }

    @Test
    void a_quick_answer_never_shows_a_skeleton() {
        UI.getCurrent().navigate("contacts/c0");
        assertThat(skeletons()).isZero();
        UI.getCurrent().navigate("activity");
        assertThat(skeletons()).isZero();
        UI.getCurrent().navigate("staff");
        assertThat(skeletons()).isZero();
    }

    @Test
    void a_contact_that_turns_out_not_to_exist_says_so_in_its_place() {
        UI.getCurrent().navigate("contacts");
        waitsAsUsual();
        api.hold();
        UI.getCurrent().navigate("contacts/of-another-region");
        api.recover();
        eventually(() -> find(DeadEnd.class).exists());
        assertThat(words(find(DeadEnd.class).single())).contains("This page doesn’t exist");
        assertThat(skeletons()).isZero();
        assertThat(find(Tabs.class).exists()).isFalse();
    }

    @Test
    void of_two_filters_the_newer_one_counts_even_if_the_older_one_answers_last() {
        UI.getCurrent().navigate("activity");
        waitsAsUsual();
        var slow = new CountDownLatch(1);
        api.script("GET /events", request -> {
            boolean older = request.query().containsValue("sign-in-succeeded");
            return older ? afterwards(slow) : Answer.ok(Map.of("items", List.of()));
        });
        kinds().setValue("sign-in-succeeded");
        assertThat(skeletons()).isEqualTo(1);
        kinds().setValue("mail-bounced");
        slow.countDown();
        eventually(() -> page().contains("No activity matches"));
        // Long enough for the older answer to be shown, if it were.
        await().pollInSameThread()
                .during(Duration.ofMillis(500))
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    roundTrip();
                    return page().contains("No activity matches") && !notices().contains("Not shown");
                });
        assertThat(skeletons()).isZero();
    }

    /** An answer that would be told as a failure, were it shown. */
    private static Answer afterwards(CountDownLatch slow) {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.problem(403, "forbidden", "Not shown");
    }

    private long skeletons() {
        return find(Skeleton.class).all().stream().filter(Component::isVisible).count();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> kinds() {
        return find(ComboBox.class).withPlaceholder("Kind of activity").single();
    }
}
