package latchkey.diagnosis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import latchkey.region.Region;
import latchkey.text.Texts;
import latchkey.text.Times;

/**
 * Says a verdict in words, with what it rests on. The sentences' arguments: {0} the given name, {1} the address, {2} the
 * moment that matters, {3} words of others, {4} an address or a region elsewhere, {5} how many, {6} where the portal is.
 */
final class Diagnosis {

    private record Evidence(Instant at, String text) {}

    private final Facts facts;
    private final Region region;
    private final Texts texts;
    private final Times times;
    private final List<Evidence> evidence = new ArrayList<>();

    Diagnosis(Facts facts, Region region) {
        this.facts = facts;
        this.region = region;
        texts = Texts.of("staff", region.locale());
        times = Times.of(region.locale(), region.zone());
    }

    JsonObject json() {
        Verdict verdict = Verdict.of(facts);
        return new JsonObject()
                .put("verdict", verdict.name())
                .put("headline", say(verdict, "headline"))
                .put("advice", say(verdict, "advice"))
                .put("action", verdict.action().code().orElse(null))
                .put("evidence", evidence());
    }

    private String say(Verdict verdict, String part) {
        return texts.text(
                        verdict.key() + "." + part,
                        facts.givenName(),
                        facts.email().orElse(""),
                        moment(verdict).map(times::moment).orElse(""),
                        words(verdict),
                        elsewhere(verdict),
                        facts.wrongPasswords().count(),
                        region.url().toString())
                .strip();
    }

    private Optional<Instant> moment(Verdict verdict) {
        return switch (verdict) {
            case INVITATION_WAITING, INVITATION_LOST ->
                facts.invitation()
                        .flatMap(Facts.Invitation::mail)
                        .map(mail -> mail.nextTryAt().orElse(mail.at()));
            case EXPIRED, UNUSED -> facts.invitation().map(Facts.Invitation::expiresAt);
            case DISABLED -> facts.account().flatMap(Facts.Account::disabledAt);
            case RESET_WAITING, RESET_LOST ->
                facts.reset()
                        .flatMap(Facts.Reset::mail)
                        .map(mail -> mail.nextTryAt().orElse(mail.at()));
            case RESET_UNUSED -> facts.reset().map(Facts.Reset::at);
            case LIMITED -> facts.limitedUntil();
            case OLD_LINK -> facts.refusedLink().map(Facts.RefusedLink::at);
            case WRONG_PASSWORDS -> facts.wrongPasswords().last();
            case OTHER_ADDRESS -> facts.typedHere().stream().findFirst().map(Facts.Typed::at);
            case OTHER_REGION -> facts.typedElsewhere().stream().findFirst().map(Facts.Typed::at);
            case SIGNED_IN -> facts.lastSignInAt();
            default -> Optional.empty();
        };
    }

    private String words(Verdict verdict) {
        return switch (verdict) {
            case INVITATION_WAITING, INVITATION_LOST ->
                facts.invitation()
                        .flatMap(Facts.Invitation::mail)
                        .map(Facts.Sending::words)
                        .orElse("");
            case RESET_WAITING, RESET_LOST ->
                facts.reset()
                        .flatMap(Facts.Reset::mail)
                        .map(Facts.Sending::words)
                        .orElse("");
            case DISABLED -> facts.account().flatMap(Facts.Account::disabledBy).orElse("");
            case OLD_LINK -> facts.refusedLink().map(it -> why(it.why())).orElse("");
            default -> "";
        };
    }

    private String elsewhere(Verdict verdict) {
        return switch (verdict) {
            case ADDRESS_CHANGED ->
                facts.invitation().map(Facts.Invitation::email).orElse("");
            case OTHER_ADDRESS ->
                facts.typedHere().stream().findFirst().map(Facts.Typed::email).orElse("");
            case OTHER_REGION ->
                facts.typedElsewhere().stream()
                        .findFirst()
                        .map(Facts.Typed::region)
                        .orElse("");
            default -> "";
        };
    }

    /** Everything that was noticed, newest first, whichever verdict it led to. */
    private JsonArray evidence() {
        facts.invitation().ifPresent(it -> add(it.at(), "invited", it.email(), times.moment(it.expiresAt())));
        facts.invitation()
                .flatMap(Facts.Invitation::mail)
                .ifPresent(it -> add(it.at(), "mail", status(it), it.words()));
        facts.account().ifPresent(it -> add(it.activatedAt(), "account", it.email()));
        facts.lastSignInAt().ifPresent(it -> add(it, "signed-in"));
        facts.reset().ifPresent(it -> add(it.at(), "reset", times.moment(it.expiresAt())));
        facts.reset().flatMap(Facts.Reset::mail).ifPresent(it -> add(it.at(), "reset-mail", status(it), it.words()));
        facts.refusedLink().ifPresent(it -> add(it.at(), "refused-link", why(it.why())));
        facts.wrongPasswords()
                .last()
                .ifPresent(
                        it -> add(it, "wrong-passwords", facts.wrongPasswords().count()));
        facts.typedHere().forEach(it -> add(it.at(), "typed-here", it.email()));
        facts.typedElsewhere().forEach(it -> add(it.at(), "typed-elsewhere", it.region()));
        var found = new JsonArray();
        facts.email()
                .flatMap(AddressSimilarity::meant)
                .ifPresent(meant -> found.add(new JsonObject().put("text", texts.text("evidence.misspelt", meant))));
        evidence.stream()
                .sorted(Comparator.comparing(Evidence::at).reversed())
                .limit(20)
                .forEach(it ->
                        found.add(new JsonObject().put("at", it.at().toString()).put("text", it.text())));
        return found;
    }

    private void add(Instant at, String key, Object... arguments) {
        evidence.add(new Evidence(at, texts.text("evidence." + key, arguments).strip()));
    }

    private String status(Facts.Sending mail) {
        return texts.text("mail-status." + mail.status());
    }

    private String why(String why) {
        return texts.has("why." + why) ? texts.text("why." + why) : why;
    }
}
