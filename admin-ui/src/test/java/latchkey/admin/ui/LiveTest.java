package latchkey.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.util.List;
import latchkey.admin.UiTest;
import latchkey.admin.stub.StubApi.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An open page must not keep a session from becoming idle. */
class LiveTest extends UiTest {

    @ParameterizedTest
    @CsvSource({
        "contacts/c1, /contacts/c1",
        "contacts/c1/customer/portal, /contacts/c1/diagnosis",
        "contacts/c1/activity, /contacts/c1/events",
        "contacts, /contacts/counts",
        "contacts, /invitations",
        "activity, /events"
    })
    void what_follows_a_change_nobody_asked_for(String page, String path) {
        UI.getCurrent().navigate(page);
        eventually(() -> api.listeners() == 1 && !isBackground(path).isEmpty());
        int opened = isBackground(path).size();
        api.change("contact-changed", "c1");
        eventually(() -> isBackground(path).size() > opened);
        assertThat(isBackground(path)).last().isEqualTo(true);
    }

    @Test
    void what_a_member_opens_is_asked_for() {
        UI.getCurrent().navigate("contacts/c1/customer/portal");
        eventually(() -> !isBackground("/contacts/c1/diagnosis").isEmpty());
        assertThat(isBackground("/contacts/c1")).first().isEqualTo(false);
        assertThat(isBackground("/contacts/c1/diagnosis")).first().isEqualTo(false);
        UI.getCurrent().navigate("activity");
        eventually(() -> !isBackground("/events").isEmpty());
        assertThat(isBackground("/events")).first().isEqualTo(false);
    }

    private List<Boolean> isBackground(String path) {
        return api.requests("GET", path).map(Request::isBackground).toList();
    }
}
