package latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import latchkey.config.Settings;
import latchkey.region.Region;
import latchkey.region.Regions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsTest {

    private final Settings settings = Settings.read(Map.of());

    @Test
    void each_region_has_a_stylesheet_in_its_colour() {
        var regions = new Regions(settings);
        var assets = new Assets("Latchkey Homes", regions);
        assertThat(regions.all())
                .allSatisfy(region -> assertThat(css(assets, region)).contains("--accent:" + region.colour()));
        assertThat(regions.all().stream().map(region -> assets.brand(region).stylesheet()))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_name_changes_with_the_content() {
        Asset one = Asset.of("portal", "css", "text/css", "a{}");
        Asset other = Asset.of("portal", "css", "text/css", "b{}");
        assertThat(one.path()).matches("/static/portal-[0-9a-f]{12}\\.css").isNotEqualTo(other.path());
    }

    @Test
    void without_a_logo_the_first_letter_of_the_builder_stands_for_one() {
        var regions = new Regions(settings);
        var assets = new Assets("<b>", regions);
        String mark = assets.brand(regions.of("au").orElseThrow()).icon();
        assertThat(assets.at(mark).orElseThrow().body().toString()).contains(">&lt;</text>");
    }

    @Test
    void a_configured_logo_takes_its_place(@TempDir Path folder) throws IOException {
        Path logo = Files.write(folder.resolve("logo.PNG"), new byte[] {1, 2, 3});
        var regions = new Regions(settings.with(Map.of("regions.nz.logo", logo.toString())));
        var assets = new Assets("Latchkey Homes", regions);
        Brand brand = assets.brand(regions.of("nz").orElseThrow());
        Asset asset = assets.at(brand.icon()).orElseThrow();
        assertThat(brand.logo()).contains(brand.icon());
        assertThat(asset.type()).isEqualTo("image/png");
        assertThat(asset.body().getBytes()).containsExactly(1, 2, 3);
    }

    private static String css(Assets assets, Region region) {
        return assets.at(assets.brand(region).stylesheet()).orElseThrow().body().toString();
    }
}
