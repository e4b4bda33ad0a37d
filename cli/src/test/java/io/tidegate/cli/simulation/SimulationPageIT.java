package io.tidegate.cli.simulation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The page of a simulation as somebody looks at it, on a desk and on a phone, by day and by night. */
@EnabledIf("isHere")
class SimulationPageIT {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final int PHONE = 390;
    private static final int DESK = 1200;
    /** WCAG 2.2, success criterion 1.4.3. */
    private static final double LEAST_CONTRAST = 4.5;

    /** Contrast of every text with the ground that it stands on, as "ratio text" where it is too little. */
    private static final String TOO_FAINT = """
            least => {
              const parse = color => color.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
                .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = node => {
                for (let at = node; at; at = at.parentElement) {
                  const style = getComputedStyle(at);
                  if (style.backgroundImage !== 'none') return null;
                  const color = parse(style.backgroundColor);
                  if (color.length === 3 || color[3] === 1) return color;
                  if (color[3] > 0) return null;
                }
                return [255, 255, 255];
              };
              const faint = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const text = walker.currentNode.textContent.trim();
                const parent = walker.currentNode.parentElement;
                const under = text && ground(parent);
                if (!under) continue;
                const [a, b] = [light(parse(getComputedStyle(parent).color)), light(under)];
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < least) faint.push(ratio.toFixed(2) + ' ' + text.slice(0, 40));
              }
              return faint;
            }""";

    @TempDir
    private Path directory = Path.of(".");

    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setHeadless(true)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    private String page = "";

    static boolean isHere() {
        return Files.isExecutable(CHROMIUM);
    }

    @BeforeEach
    void writePage() throws IOException {
        Path file = directory.resolve("page.html");
        Files.writeString(file, HtmlReport.of(Played.portionSize()));
        page = file.toUri().toString();
    }

    @AfterEach
    void close() {
        chromium.close();
        playwright.close();
    }

    private Page open(int width, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(true));
        Page opened = context.newPage();
        opened.onPageError(complaints::add);
        opened.onConsoleMessage(message -> complaints.add(message.text()));
        opened.onRequest(request -> requests.add(request.url()));
        opened.navigate(page);
        return opened;
    }

    @Test
    void itFitsADeskAndAPhone() {
        for (int width : List.of(DESK, PHONE)) {
            Page opened = open(width, ColorScheme.LIGHT);
            assertThat(opened.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
            assertThat(opened.locator("h1")).hasText("Portion size differentiation");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void everyTextCanBeReadByDayAndByNight() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page opened = open(DESK, scheme);
            opened.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
            assertThat((List<?>) opened.evaluate(TOO_FAINT, LEAST_CONTRAST))
                    .as(scheme.name())
                    .isEmpty();
        }
    }

    @Test
    void aNoticeIsReadByAPress() {
        Page opened = open(DESK, ColorScheme.LIGHT);
        var letter = opened.locator(".entry.notice .letter").first();
        assertThat(letter).isHidden();

        opened.locator(".entry.notice summary").first().press("Enter");

        assertThat(letter).isVisible();
        assertThat(letter).containsText("Please finish and save your work before 05:00 WIB.");
    }

    @Test
    void nothingIsFetchedFromAnywhere() {
        open(DESK, ColorScheme.LIGHT);

        assertThat(requests).containsExactly(page);
    }
}
