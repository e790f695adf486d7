package latchkey.admin.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyPressEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.DataChangeEvent;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import latchkey.admin.UiTest;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.frame.NotFoundView;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.Test;

class ContactsViewTest extends UiTest {

    @Test
    void all_contacts_are_listed_by_name() {
        navigate("contacts", ContactsView.class);
        assertThat(test(grid()).size()).isEqualTo(240);
        assertThat(test(grid()).getRow(0).name()).isEqualTo("Ada Lindqvist");
        roundTrip();
        assertThat(page()).contains("240 contacts");
    }

    @Test
    void a_part_of_a_name_finds_by_one_request_for_rows() {
        navigate("contacts", ContactsView.class);
        roundTrip();
        long before = api.requests("GET", "/contacts").count();
        test(search()).setValue("silva");
        roundTrip();
        assertThat(api.requests("GET", "/contacts").count() - before).isEqualTo(1);
        assertThat(test(grid()).size()).isEqualTo(20);
    }

    @Test
    void the_address_holds_search_filter_and_sorting() {
        UI.getCurrent()
                .navigate("contacts", QueryParameters.fromString("search=silva&status=ACTIVE&sort=email&order=desc"));
        assertThat(search().getValue()).isEqualTo("silva");
        assertThat(test(grid()).getRow(0).status()).isEqualTo(PortalStatus.ACTIVE);
        assertThat(test(grid()).getRow(0).email().orElse(""))
                .isGreaterThan(test(grid()).getRow(1).email().orElse(""));
    }

    @Test
    void what_the_address_holds_beyond_reason_is_left_out() {
        UI.getCurrent().navigate("contacts", QueryParameters.fromString("status=NONSENSE&sort=password&order=up"));
        assertThat(test(grid()).size()).isEqualTo(240);
    }

    @Test
    void whose_invitation_was_not_delivered_is_counted_and_shown_by_one_press() {
        var bounced = Map.of("status", "BOUNCED", "at", "2026-11-20T05:00:00Z", "detail", "550 no such user");
        api.data().portal("c1").put("mail", bounced);
        api.data().portal("c7").put("mail", bounced);
        navigate("contacts", ContactsView.class);
        eventually(() -> find(Button.class).withText("Not delivered: 2").exists());
        press("Not delivered: 2");
        assertThat(test(grid()).size()).isEqualTo(2);
        assertThat(StatusBadge.name(test(grid()).getRow(0).portal())).isEqualTo("Not delivered");
        assertThat(StatusBadge.reason(test(grid()).getRow(0).portal())).isEqualTo("Bounced: 550 no such user");
        assertThat(label(status().getValue())).as("what the badge says").isEqualTo("Not delivered (2)");
        press("Not delivered: 2");
        assertThat(test(grid()).size()).isEqualTo(240);
        assertThat(status().isEmpty()).isTrue();
    }

    @Test
    void what_a_badge_says_can_be_chosen_among_the_statuses() {
        api.data().portal("c1").put("mail", Map.of("status", "BOUNCED", "at", "2026-11-20T05:00:00Z"));
        UI.getCurrent().navigate("contacts", QueryParameters.fromString("mail=trouble"));
        assertThat(label(status().getValue())).startsWith("Not delivered");
        assertThat(test(grid()).size()).isEqualTo(1);
        status().setValue("EXPIRED");
        assertThat(test(grid()).size()).isEqualTo(40);
        status().setValue("undelivered");
        assertThat(test(grid()).size()).isEqualTo(1);
        status().clear();
        assertThat(test(grid()).size()).isEqualTo(240);
    }

    private String label(String value) {
        return status().getItemLabelGenerator().apply(value);
    }

    @Test
    void a_status_narrows_and_tells_its_count() {
        navigate("contacts", ContactsView.class);
        Select<String> status = status();
        eventually(() -> status.getItemLabelGenerator().apply("EXPIRED").equals("Invitation expired (40)"));
        status.setValue("EXPIRED");
        assertThat(test(grid()).size()).isEqualTo(40);
    }

    @Test
    void those_that_an_import_added_are_a_choice_that_says_who_and_when() {
        navigate("contacts", ContactsView.class);
        eventually(() -> imports().isVisible());
        assertThat(imports().getItemLabelGenerator().apply("i1"))
                .as("as a browser in the US writes it")
                .isEqualTo("Nov 27, 2026, 7:10 PM by Sam Support (214)");
        imports().setValue("i1");
        assertThat(test(grid()).size()).isEqualTo(24);
    }

    @Test
    void the_address_holds_an_import_even_one_of_long_ago() {
        UI.getCurrent().navigate("contacts", QueryParameters.fromString("import=long-ago"));
        assertThat(test(grid()).size()).isEqualTo(24);
        eventually(() -> imports().getListDataView().getItemCount() == 2);
        assertThat(imports().getValue()).isEqualTo("long-ago");
        assertThat(imports().getItemLabelGenerator().apply("long-ago")).isEqualTo("An earlier import");
    }

    @Test
    void enter_in_the_search_opens_the_only_one_that_is_found() {
        navigate("contacts", ContactsView.class);
        test(search()).setValue("okafor");
        enter();
        assertThat(find(ContactPanel.class).exists()).isFalse();
        test(search()).setValue("JOB-1000");
        enter();
        assertThat(find(ContactPanel.class).single().id()).isEqualTo("c0");
    }

    @Test
    void the_row_shows_what_was_done_beside_it_without_waiting_for_news() {
        navigate("contacts", ContactsView.class);
        var shown = new ArrayList<Contact>();
        var _ = grid().getDataProvider().addDataProviderListener(event -> {
            if (event instanceof DataChangeEvent.DataRefreshEvent<Contact> row) {
                shown.add(row.getItem());
            }
        });
        UI.getCurrent().navigate("contacts/c4/customer/portal");
        eventually(() -> find(Button.class).withText("Disable account").exists());
        api.script("POST /contacts/c4/account/disable", request -> {
            api.data().setStatus("c4", "DISABLED");
            return Answer.ok(api.data().contact("c4"));
        });
        press("Disable account");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(shown)
                .filteredOn(contact -> contact.id().equals("c4"))
                .extracting(Contact::status)
                .contains(PortalStatus.DISABLED);
    }

    private void enter() {
        ComponentUtil.fireEvent(
                search(), new KeyPressEvent(search(), Key.ENTER.getKeys().getFirst()));
    }

    @Test
    void archived_contacts_are_shown_alone_when_they_are_asked_for() {
        api.data().edit("c0", "archivedAt", "2026-11-28T01:00:00Z");
        UI.getCurrent().navigate("contacts", QueryParameters.fromString("archived=only"));
        assertThat(test(grid()).size()).isEqualTo(1);
        press("Archived");
        assertThat(test(grid()).size()).isEqualTo(239);
        assertThat(find(Button.class).withText("Archived").exists()).isFalse();
    }

    @Test
    void a_search_without_result_says_what_to_do() {
        navigate("contacts", ContactsView.class);
        test(search()).setValue("nobody at all");
        assertThat(test(grid()).size()).isZero();
        press("Clear search and filters");
        assertThat(search().getValue()).isEmpty();
        assertThat(test(grid()).size()).isEqualTo(240);
    }

    @Test
    void a_click_opens_the_contact_beside_the_grid() {
        navigate("contacts", ContactsView.class);
        test(grid()).clickRow(0);
        assertThat(find(ContactPanel.class).single().name()).isEqualTo("Ada Lindqvist");
    }

    @Test
    void a_contact_of_another_region_is_not_found() {
        UI.getCurrent().navigate("contacts/of-another-region");
        assertThat(getCurrentView()).isInstanceOf(NotFoundView.class);
    }

    @Test
    void a_tab_that_there_is_not_is_not_found() {
        UI.getCurrent().navigate("contacts/c1/portal");
        assertThat(getCurrentView()).isInstanceOf(NotFoundView.class);
    }

    @Test
    void a_colleagues_change_shows_by_itself_and_keeps_the_selection() {
        navigate("contacts", ContactsView.class);
        test(grid()).select(0);
        var shown = new ArrayList<String>();
        var _ = grid().getDataProvider().addDataProviderListener(event -> {
            if (event instanceof DataChangeEvent.DataRefreshEvent<Contact> row) {
                shown.add(row.getItem().name());
            }
        });
        eventually(() -> api.listeners() == 1);
        String id = test(grid()).getRow(0).id();
        api.data().edit(id, "givenName", "Adeline");
        api.change("contact-changed", id);
        eventually(() -> shown.equals(List.of("Adeline Lindqvist")));
        assertThat(test(grid()).getSelected()).extracting(Contact::id).containsExactly(id);
    }

    @Test
    void after_a_broken_stream_the_page_is_read_anew() {
        navigate("contacts", ContactsView.class);
        eventually(() -> api.listeners() == 1 && counted() == 1);
        api.endStreams();
        eventually(() -> counted() > 1);
    }

    private long counted() {
        return api.requests("GET", "/contacts/counts").count();
    }

    private ContactGrid grid() {
        return find(ContactGrid.class).single();
    }

    private TextField search() {
        return find(TextField.class).withPlaceholder("Search").single();
    }

    private ImportChoice imports() {
        return find(ImportChoice.class).single();
    }

    @SuppressWarnings("unchecked")
    private Select<String> status() {
        return find(Select.class).withAriaLabel("Portal status").single();
    }
}
