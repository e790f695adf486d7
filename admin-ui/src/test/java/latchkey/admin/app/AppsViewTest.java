package latchkey.admin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import latchkey.admin.UiTest;
import latchkey.admin.api.app.App;
import latchkey.admin.frame.ForbiddenView;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.Test;

class AppsViewTest extends UiTest {

    @Test
    void administrators_see_what_is_configured_and_when_it_was_used() {
        navigate("apps", AppsView.class);
        assertThat(page())
                .contains("My Home", "myhome", "Set in the configuration", "Australia", "https://home.example/callback")
                .contains("Phone", "None: a public client", "None in the sessions Latchkey still keeps");
    }

    @Test
    void support_staff_may_not() {
        signIn("support@sandbox.test");
        UI.getCurrent().navigate("apps");
        assertThat(getCurrentView()).isInstanceOf(ForbiddenView.class);
    }

    /** That the texts work is seen by {@code LibrariesIT}, which runs them. */
    @Test
    @SuppressWarnings("unchecked")
    void the_configuration_of_a_library_is_there_to_be_copied() {
        navigate("apps", AppsView.class);
        Pre configuration = find(Pre.class).all().getFirst();
        assertThat(configuration.getText())
                .contains("new URL('http://au.localhost:8080')", "'myhome'")
                .contains("ClientSecretBasic(process.env.LATCHKEY_SECRET)", "allowInsecureRequests")
                .contains("redirect_uri: 'https://home.example/callback'")
                .doesNotContain("{issuer}", "{id}", "{secret}", "{public}", "{http}", "{redirect}")
                .doesNotContain("{logout", "post_logout_redirect_uri", "client.None()");
        Select<ClientLibrary> library =
                find(Select.class).withLabel("Library").all().getFirst();
        library.setValue(ClientLibrary.MOD_AUTH_OPENIDC);
        assertThat(configuration.getText()).contains("OIDCClientID myhome", "OIDCPKCEMethod S256");
        assertThat(find(Pre.class).all().getLast().getText())
                .contains("client.None()")
                .doesNotContain("LATCHKEY_SECRET");
    }

    @Test
    void where_there_is_none_the_page_says_how_one_is_set_up() {
        api.script("GET /apps", request -> Answer.ok(java.util.Map.of("items", List.<App>of())));
        navigate("apps", AppsView.class);
        assertThat(page()).contains("No application is configured");
    }
}
