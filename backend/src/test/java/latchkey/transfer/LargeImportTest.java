package latchkey.transfer;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import latchkey.testing.BackendProcess;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Files of the largest size, to a backend in a process of its own with the memory that the shipped one has. Takes a minute:
 * {@code ./latchkey test LargeImportTest -Dlarge-imports=true}.
 */
@EnabledIfSystemProperty(named = "large-imports", matches = "true")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LargeImportTest {

    private static final int ROWS = 100_000;
    private static final World WORLD = World.start();
    private static final String TOKEN = token();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final BackendProcess BACKEND = new BackendProcess(WORLD, "http://localhost");

    @AfterAll
    static void stop() {
        BACKEND.close();
        CLIENT.close();
        WORLD.close();
    }

    @Test
    void of_three_at_once_one_is_written_the_others_wait_or_are_refused_and_the_portal_serves_on() throws Exception {
        String file = file();
        List<CompletableFuture<HttpResponse<String>>> imports =
                Stream.generate(() -> imported(file)).limit(3).toList();
        int pages = 0;
        while (!imports.stream().allMatch(CompletableFuture::isDone)) {
            assertThat(login()).isEqualTo(200);
            pages++;
        }
        List<HttpResponse<String>> answers =
                imports.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(HttpResponse::statusCode).contains(200).containsOnly(200, 503);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).allSatisfy(refused -> {
            assertThat(refused.body()).contains("/import-running");
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
        });
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .map(answer -> answer.body().indexOf("\"NEW\":" + ROWS))
                        .filter(at -> at >= 0))
                .hasSize(1);
        assertThat(WORLD.count("contact")).isEqualTo(ROWS);
        assertThat(pages).isPositive();
        assertThat(BACKEND.isAlive()).isTrue();
    }

    /** 17 MB. */
    private static String file() {
        return "region,givenName,familyName,email,phone,reference\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(i -> "au,Alexandrina %06d,%s %06d,alexandrina.%06d@example.test,+61 4%08d,L-%06d\n"
                                .formatted(i, "Featherstonehaugh ".repeat(4).strip(), i, i, i, i))
                        .collect(joining());
    }

    private static CompletableFuture<HttpResponse<String>> imported(String file) {
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + BACKEND.staffPort() + "/api/v1/contacts/import"))
                        .timeout(Duration.ofMinutes(5))
                        .header("authorization", "Bearer " + TOKEN)
                        .header("content-type", "text/csv")
                        .POST(BodyPublishers.ofString(file))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int login() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + BACKEND.portalPort() + "/login"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String token() {
        var staff = new StaffMembers(WORLD);
        staff.admin("admin@latchkey.test");
        return staff.token("admin@latchkey.test");
    }
}
