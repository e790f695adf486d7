package latchkey.bench.search;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import latchkey.bench.machine.Postgres;
import latchkey.bench.report.Results;

/** Types into the search of the admin UI, in a real browser, and waits for each result. */
final class Keystrokes {

    private static final String DATABASE = "grid";
    private static final int CONTACTS = 100_000;
    private static final int ROUNDS = 3;
    private static final double REACH_MILLIS = 200;

    private static final List<String> WORDS =
            List.of("smith", "james br", "mary", "quilthe", "johnson", "garcia lee", "j-1034", "412 3", "post.test");

    private static final String SEARCH = "vaadin-text-field.search input";

    /**
     * Measures in the page: from the key's event until a frame in which the grid's first row and the number above it
     * are the API's.
     */
    private static final String WATCH = """
        ([first, total]) => {
            const field = document.querySelector('vaadin-text-field.search');
            const grid = document.querySelector('vaadin-grid.contacts');
            const shown = () => {
                const row = [...grid.shadowRoot.querySelectorAll('#items tr')].find(tr => tr.index === 0 && !tr.hidden);
                const text = row ? [...row.children].map(cell => cell._content?.textContent ?? '').join(' ') : '';
                const number = document.querySelector('.heading .total').textContent.replace(/\\D/g, '');
                return Number(number) === total
                    && (total === 0 || text.includes(first) && !row.hasAttribute('loading'));
            };
            window.keystroke = new Promise((done, failed) => {
                setTimeout(() => failed(`${first}, ${total} is not shown`), 10000);
                field.addEventListener('keydown', () => {
                    const start = performance.now();
                    const look = () => shown() ? done(performance.now() - start) : requestAnimationFrame(look);
                    requestAnimationFrame(look);
                }, {once: true, capture: true});
            });
        }
        """;

    private record Result(String first, int total) {}

    private final Place place;
    private final Postgres postgres;
    private final Results results;

    Keystrokes(Place place, Postgres postgres, Results results) {
        this.place = place;
        this.postgres = postgres;
        this.results = results;
    }

    void run() throws IOException {
        try (var staff = StaffSide.start(place, postgres, DATABASE, CONTACTS);
                var admin = AdminSide.start(place, staff);
                var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(chromium())
                                .setArgs(
                                        List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")))) {
            Page page = signedIn(browser.newPage(), admin);
            var millis = new ArrayList<Double>();
            for (int round = 0; round <= ROUNDS; round++) {
                List<Double> all = new ArrayList<>();
                WORDS.forEach(word -> all.addAll(type(page, staff, word)));
                if (round > 0) { // the first one is for the compilers
                    millis.addAll(all);
                }
            }
            report(millis);
        }
    }

    private void report(List<Double> millis) {
        Collections.sort(millis);
        double p95 = millis.get(millis.size() * 95 / 100);
        results.row(
                "A keystroke in the browser until its result shows, %,d contacts, %d keystrokes: p95"
                        .formatted(CONTACTS, millis.size()),
                "%.0f ms (p50 %.0f, longest %.0f)".formatted(p95, millis.get(millis.size() / 2), millis.getLast()),
                "under 200 ms",
                p95 < REACH_MILLIS);
    }

    /** The milliseconds of each keystroke whose result differs from the one before. */
    private static List<Double> type(Page page, StaffSide staff, String word) {
        page.locator(SEARCH).fill("");
        Result before = expected(staff, "");
        show(page, before);
        var millis = new ArrayList<Double>();
        for (int length = 1; length <= word.length(); length++) {
            Result result = expected(staff, word.substring(0, length));
            boolean differs = !result.equals(before);
            page.evaluate(WATCH, List.of(result.first(), result.total()));
            page.locator(SEARCH).press(key(word.charAt(length - 1)));
            double took = ((Number) page.evaluate("() => window.keystroke")).doubleValue();
            if (differs) {
                millis.add(took);
            }
            before = result;
        }
        return millis;
    }

    private static void show(Page page, Result result) {
        page.waitForFunction(
                "total => document.querySelector('.heading .total').textContent.replace(/\\D/g, '') === String(total)",
                result.total());
    }

    private static String key(char typed) {
        return typed == ' ' ? "Space" : String.valueOf(typed);
    }

    private static Result expected(StaffSide staff, String search) {
        JsonObject page =
                staff.ask("/contacts?limit=100&search=" + URLEncoder.encode(search.strip(), StandardCharsets.UTF_8));
        var items = page.getJsonArray("items");
        String first = items.isEmpty() ? "" : items.getJsonObject(0).getString("email", "");
        return new Result(first == null ? "" : first, page.getInteger("total"));
    }

    private Page signedIn(Page page, AdminSide admin) {
        page.setDefaultTimeout(30_000);
        page.navigate(admin.url() + "/contacts");
        page.getByLabel("Email address").fill(Place.EMAIL);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(place.password());
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        page.waitForSelector("vaadin-grid.contacts");
        page.locator(SEARCH).click();
        return page;
    }

    private static Path chromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium was found; ./latchkey test installs one."));
    }
}
