package latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import latchkey.config.Settings;
import latchkey.region.Region;
import latchkey.region.Regions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PagesTest {

    private final Regions regions = new Regions(Settings.read(Map.of()));
    private final Pages pages = new Pages("Latchkey Homes", regions, new Assets("Latchkey Homes", regions));

    @TestFactory
    Stream<DynamicTest> every_page_renders_in_every_state_and_region() {
        return regions.all().stream()
                .flatMap(region -> EveryPage.of(region, regions).entrySet().stream()
                        .map(page -> DynamicTest.dynamicTest(
                                region.code() + " " + page.getKey(), () -> check(region, page.getValue()))));
    }

    private void check(Region region, Page page) {
        String html = pages.render(region, page).toString();
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("lang=\"" + region.locale().toLanguageTag() + "\"", "<h1>");
    }
}
