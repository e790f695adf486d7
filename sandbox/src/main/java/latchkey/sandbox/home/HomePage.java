package latchkey.sandbox.home;

import static java.util.function.Predicate.not;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.sandbox.demo.DemoJob;

/**
 * The page of a client, or of one of the client's jobs.
 *
 * @param account where the client changes the password and signs out
 * @param jobs those of the client
 * @param shown the one that the page is about
 */
public record HomePage(String givenName, String email, String account, List<HomeJob> jobs, Optional<HomeJob> shown) {

    /**
     * A job. A portal knows its jobs by the ids that Latchkey gave them; this one knows those of the demonstration.
     *
     * @param stage how many stages of the build are done
     */
    public record HomeJob(String id, String name, int stage) {

        private static HomeJob of(String id) {
            return DemoJob.find(id)
                    .map(job -> new HomeJob(id, job.name(), job.stage()))
                    .orElseGet(() -> new HomeJob(id, "Your new home", 1));
        }
    }

    private static final List<String> STAGES =
            List.of("Site cleared", "Slab poured", "Frame up", "Lock-up", "Handover");

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HomePage.class.getClassLoader(), "latchkey.sandbox.mailbox");

    /** @param headers that Latchkey's check answered with */
    static HomePage of(MultiMap headers, URI portal) {
        List<HomeJob> jobs = Stream.of(headers.get("x-latchkey-jobs").split(","))
                .filter(not(String::isEmpty))
                .map(HomeJob::of)
                .sorted(Comparator.comparing(HomeJob::name))
                .toList();
        return new HomePage(
                text(headers, "x-latchkey-given-name"),
                text(headers, "x-latchkey-email"),
                portal + "/account",
                jobs,
                Optional.empty());
    }

    /** The page at a path; empty for a job that is not the client's. */
    Optional<HomePage> at(String path) {
        return path.equals("/")
                ? Optional.of(this)
                : jobs.stream()
                        .filter(job -> path.equals("/jobs/" + job.id()))
                        .findFirst()
                        .map(job -> new HomePage(givenName, email, account, jobs, Optional.of(job)));
    }

    public List<String> stages() {
        return STAGES;
    }

    String html() {
        var output = new StringOutput();
        ENGINE.render("home.jte", this, output);
        return output.toString();
    }

    /** Like decodeURIComponent, which leaves a plus as it is. */
    private static String text(MultiMap headers, String name) {
        return URLDecoder.decode(headers.get(name).replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
