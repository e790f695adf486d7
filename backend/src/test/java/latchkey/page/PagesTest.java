package latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.account.AccountPage;
import latchkey.account.ChangePasswordPage;
import latchkey.config.Settings;
import latchkey.front.FrontPage;
import latchkey.front.RegionsPage;
import latchkey.link.NewPasswordPage;
import latchkey.link.Purpose;
import latchkey.login.LoginPage;
import latchkey.region.Region;
import latchkey.region.Regions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PagesTest {

    private static final int WEIGHT_LIMIT = 20 * 1024;
    private static final LoginPage LOGIN = new LoginPage("", Optional.empty());
    private static final String SCRIPT = "<script>alert('1')</script>";
    private static final String TEMPLATE = "{{7*7}} ${7*7} {0}";
    private static final String BREAKOUT = "\" autofocus onfocus=\"alert(1)";

    private final Regions regions = new Regions(Settings.read(Map.of()));
    private final Region australia = regions.of("au").orElseThrow();
    private final Assets assets = new Assets("Latchkey Homes", regions);
    private final Pages pages = new Pages("Latchkey Homes", regions, assets);

    @TestFactory
    Stream<DynamicTest> every_page_is_sound_in_every_state_and_region() {
        return regions.all().stream()
                .flatMap(region -> EveryPage.of(region, regions).entrySet().stream()
                        .map(page -> DynamicTest.dynamicTest(
                                region.code() + " " + page.getKey(),
                                () -> checkSound(region, page.getValue().render(pages, region)))));
    }

    @Test
    void the_login_page_weighs_less_than_20_kilobytes_in_at_most_4_requests() {
        String html = pages.render(australia, LOGIN).toString();
        List<Asset> files = Stream.of("href", "src")
                .flatMap(attribute -> new Html(html).values(attribute).stream())
                .flatMap(path -> assets.at(path).stream())
                .toList();
        int weight = html.length()
                + files.stream().mapToInt(file -> file.body().length()).sum();
        assertThat(files).hasSize(3);
        assertThat(weight).isLessThan(WEIGHT_LIMIT);
    }

    @Test
    void the_front_page_leads_to_login() {
        assertThat(html(FrontPage.of(australia, regions)).text()).contains("href=\"/login\">Login</a>");
    }

    @Test
    void forgot_password_stands_directly_below_the_password_field() {
        Html html = html(LOGIN);
        assertThat(html.all("name=\"password\"[^>]*>\\s*</div>\\s*</div>\\s*<p class=\"below\"><a"
                        + " href=\"/forgot-password\">Forgot Password\\?</a>"))
                .hasSize(1);
    }

    @Test
    void password_managers_can_tell_the_fields_apart() {
        assertThat(html(LOGIN).values("autocomplete")).containsExactly("username", "current-password");
        assertThat(html(new NewPasswordPage(Purpose.RESET, "Jane", "jane@example.test", 12))
                        .values("autocomplete"))
                .containsExactly("username", "new-password");
        assertThat(html(new ChangePasswordPage("jane@example.test", 12)).values("autocomplete"))
                .containsExactly("username", "current-password", "new-password");
    }

    @Test
    void the_focus_moves_to_the_first_field_in_fault() {
        var faults = List.of(Fault.at("email", "email.missing"), Fault.at("password", "login.password-missing"));
        var html = new Html(pages.render(australia, LOGIN, faults).toString());
        assertThat(html.tags("input").stream().filter(tag -> tag.contains(" autofocus")))
                .singleElement()
                .asString()
                .contains("id=\"email\"");
        assertThat(html.text()).contains("<title>Error: Login", "href=\"#email\"", "href=\"#password\"");
    }

    @Test
    void nothing_typed_wrong_moves_no_focus() {
        assertThat(html(LOGIN).text()).doesNotContain("autofocus", "aria-invalid");
    }

    @Test
    void the_password_rules_are_said_before_typing() {
        assertThat(html(new NewPasswordPage(Purpose.INVITATION, "Jane", "jane@example.test", 14))
                        .text())
                .containsSubsequence("Use at least 14 characters", "name=\"password\"");
    }

    @Test
    void names_come_out_as_typed() {
        for (String name : List.of(SCRIPT, TEMPLATE, BREAKOUT)) {
            var account = new AccountPage(name, name, name, Optional.empty(), List.of());
            Html html = html(account);
            assertThat(html.text()).doesNotContain(SCRIPT);
            assertThat(unescaped(html.text())).contains("Hello, " + name, "<dd>" + name + " " + name + "</dd>");
            assertThat(html(new NewPasswordPage(Purpose.INVITATION, name, name, 12))
                            .tags("script"))
                    .hasSize(1);
        }
    }

    @Test
    void what_was_typed_stays_inside_its_attribute() {
        Html html = html(new LoginPage(BREAKOUT, Optional.empty()));
        assertThat(html.values("onfocus")).isEmpty();
        assertThat(unescaped(html.text())).contains("value=\"" + BREAKOUT + "\"");
    }

    @Test
    void each_region_has_its_own_words() {
        Region unitedStates = regions.of("us").orElseThrow();
        assertThat(html(LOGIN).text()).contains("lang=\"en-AU\"", "Need a hand?");
        assertThat(pages.render(unitedStates, LOGIN).toString()).contains("lang=\"en-US\"", "Need help?");
    }

    @Test
    void a_region_in_a_language_without_words_says_what_it_is_written_in() {
        var german = new Regions(Settings.read(Map.of()).with(Map.of("regions.au.locale", "de-DE")));
        var rendered = new Pages("Latchkey Homes", german, new Assets("Latchkey Homes", german))
                .render(german.of("au").orElseThrow(), LOGIN);
        assertThat(rendered.toString()).contains("lang=\"en-DE\"");
    }

    @Test
    void a_phone_number_for_support_can_be_called() {
        var called = new Regions(Settings.read(Map.of()).with(Map.of("regions.au.support", "+61 2 5550 0000")));
        var rendered = new Pages("Latchkey Homes", called, new Assets("Latchkey Homes", called))
                .render(called.of("au").orElseThrow(), LOGIN);
        assertThat(rendered.toString()).contains("Call us on", "href=\"tel:+61255500000\">+61 2 5550 0000</a>");
    }

    @Test
    void a_host_of_no_region_lists_the_regions() {
        String html = pages.render(RegionsPage.of(regions)).toString();
        assertThat(html)
                .contains("href=\"http://au.localhost:8080\">Australia</a>", "href=\"http://us.localhost:8080\">")
                .doesNotContain("href=\"/login\"");
    }

    private void checkSound(Region region, Buffer page) {
        var html = new Html(page.toString());
        assertThat(html.text()).startsWith("<!doctype html>").doesNotContain("Optional[", "<style", "placeholder=");
        assertThat(html.text()).contains("lang=\"" + region.locale().toLanguageTag() + "\"");
        assertThat(html.tags("h1")).hasSize(1);
        assertThat(html.tags("script")).singleElement().asString().contains(" src=\"/static/");
        assertThat(html.all("<[^>]*\\s(style|on[a-z]+)=")).isEmpty();
        List<String> ids = html.values("id");
        assertThat(ids).doesNotHaveDuplicates().containsAll(html.values("for"));
        assertThat(html.values("aria-describedby"))
                .allSatisfy(value -> assertThat(ids).contains(value.split(" ")));
        assertThat(html.tags("input").stream().filter(tag -> !tag.contains("hidden")))
                .allSatisfy(tag -> assertThat(html.values("for"))
                        .contains(new Html(tag).values("id").getFirst()));
    }

    private Html html(Page page) {
        return new Html(pages.render(australia, page).toString());
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
