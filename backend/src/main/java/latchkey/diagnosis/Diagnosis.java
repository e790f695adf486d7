package latchkey.diagnosis;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.address.AddressSimilarity;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.text.Texts;
import latchkey.text.Times;
import latchkey.web.Problem;

/**
 * Puts a verdict in words, with the evidence behind it: in the region's time, written as in the locale of the reader.
 * The bundle {@code staff} lists the sentences' arguments.
 */
final class Diagnosis {

    private record Evidence(Instant at, String text) {}

    private final Facts facts;
    private final Regions regions;
    private final UUID reader;
    private final Region region;
    private final Texts texts;
    private final Times times;
    private final List<Evidence> evidence = new ArrayList<>();

    /** @param reader the member who reads it */
    Diagnosis(Facts facts, Regions regions, Locale locale, UUID reader) {
        this.facts = facts;
        this.reader = reader;
        this.regions = regions;
        region = regions.of(facts.region()).orElseThrow();
        texts = Texts.of("staff", locale);
        times = Times.of(locale, region.zone());
    }

    JsonObject json() {
        Verdict verdict = Verdict.of(facts);
        return new JsonObject()
                .put("verdict", verdict.name())
                .put("headline", say(verdict, "headline"))
                .put("advice", say(verdict, "advice") + pending(verdict) + early())
                .put("action", verdict.action().code().orElse(null))
                .put("evidence", evidence());
    }

    /** Whatever else is wrong, the new address does not work until it is confirmed. */
    private String pending(Verdict verdict) {
        return switch (verdict) {
            case NEW_ADDRESS_UNCONFIRMED, NEW_ADDRESS_LOST, DISABLED -> "";
            default ->
                facts.pendingAddress()
                        .map(it -> " "
                                + texts.text(
                                        "diagnosis.pending",
                                        facts.givenName(),
                                        it.email(),
                                        facts.email().orElse("")))
                        .orElse("");
        };
    }

    /** A client without an account may still ask why the password is wrong, or where the reset link is. */
    private String early() {
        return facts.earlyTry()
                .map(it -> " "
                        + texts.text(
                                it.isReset() ? "diagnosis.early.reset" : "diagnosis.early",
                                facts.givenName(),
                                on(it.at())))
                .orElse("");
    }

    private String say(Verdict verdict, String part) {
        String words = words(verdict);
        String key = verdict.key() + "." + part;
        Optional<Instant> moment = moment(verdict);
        return texts.text(
                        variation(key, isOwn(verdict), words, elsewhere(verdict)),
                        facts.givenName(),
                        facts.email().orElse(""),
                        moment.map(this::on).orElse(""),
                        words,
                        elsewhere(verdict),
                        facts.wrongPasswords().count(),
                        region.url().toString(),
                        moment.map(this::until).orElse(""))
                .strip();
    }

    /** Whether the reader disabled the account, by id: two members may have one name. */
    private boolean isOwn(Verdict verdict) {
        return verdict == Verdict.DISABLED
                && facts.account().flatMap(Facts.Account::disabledBy).equals(Optional.of(reader));
    }

    private String variation(String key, boolean isOwn, String words, String elsewhere) {
        return Stream.of(
                        Optional.of(key + ".own").filter(own -> isOwn),
                        Optional.of(key + ".reason").filter(reason -> !elsewhere.isEmpty()),
                        Optional.of(key + ".detailed").filter(detailed -> !words.isEmpty()))
                .flatMap(Optional::stream)
                .filter(texts::has)
                .findFirst()
                .orElse(key);
    }

    private Optional<Instant> moment(Verdict verdict) {
        return switch (verdict) {
            case INVITATION_WAITING, INVITATION_GIVEN_UP, INVITATION_LOST ->
                facts.invitation()
                        .flatMap(Facts.Invitation::mail)
                        .map(mail -> mail.nextTryAt().orElse(mail.at()));
            case REVOKED -> facts.invitation().flatMap(Facts.Invitation::ending).map(Facts.Ending::at);
            case ARCHIVED -> facts.archivedAt();
            case EXPIRED, OLD_INVITATION, UNUSED -> facts.invitation().map(Facts.Invitation::expiresAt);
            case DISABLED -> facts.account().flatMap(Facts.Account::disabledAt);
            case RESET_WAITING, RESET_GIVEN_UP, RESET_LOST ->
                facts.reset()
                        .flatMap(Facts.Reset::mail)
                        .map(mail -> mail.nextTryAt().orElse(mail.at()));
            case RESET_UNUSED -> facts.reset().map(Facts.Reset::at);
            case NEW_ADDRESS_UNCONFIRMED, NEW_ADDRESS_LOST ->
                facts.pendingAddress().map(Facts.PendingAddress::expiresAt);
            // Rounded as on the client's page.
            case LIMITED -> facts.limitedUntil().map(Problem::roundedUp);
            case PASSWORD_SET -> facts.resetUsedAt();
            case OLD_LINK, USED_INVITATION -> facts.refusedLink().map(Facts.RefusedLink::at);
            case WRONG_PASSWORDS -> facts.wrongPasswords().last();
            case FORMER_ADDRESS -> facts.formerAddress().flatMap(Facts.FormerAddress::typed);
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
                        .map(this::reason)
                        .orElse("");
            case RESET_WAITING, RESET_LOST ->
                facts.reset().flatMap(Facts.Reset::mail).map(this::reason).orElse("");
            case NEW_ADDRESS_LOST ->
                facts.pendingAddress()
                        .flatMap(Facts.PendingAddress::mail)
                        .map(this::reason)
                        .orElse("");
            case ADDRESS_IN_USE -> facts.addressOwner().orElse("");
            case REVOKED ->
                facts.invitation()
                        .flatMap(Facts.Invitation::ending)
                        .flatMap(Facts.Ending::staff)
                        .orElse("");
            case EXPIRED ->
                facts.refusedLink()
                        .map(Facts.RefusedLink::why)
                        .filter("expired"::equals)
                        .orElse("");
            case DISABLED ->
                facts.account().flatMap(Facts.Account::disabledByName).orElse("");
            case OLD_LINK -> facts.refusedLink().map(it -> why(it.why())).orElse("");
            case MISSPELT ->
                facts.invitation()
                        .filter(it -> it.ending().isEmpty())
                        .map(Facts.Invitation::email)
                        .orElse("");
            case NEW_ADDRESS_UNCONFIRMED -> tried(verdict.key());
            case LIMITED ->
                facts.reset()
                        .map(Facts.Reset::expiresAt)
                        .filter(facts.now()::isBefore)
                        .map(this::until)
                        .orElse("");
            default -> "";
        };
    }

    private String tried(String key) {
        return Stream.of(
                        facts.typedNew().map(it -> texts.text(key + ".typed")),
                        Optional.of(facts.wrongPasswords().count())
                                .filter(count -> facts.hasWrongPasswords())
                                .map(count -> texts.text(key + ".wrong", count)))
                .flatMap(Optional::stream)
                .collect(joining(" "));
    }

    private String elsewhere(Verdict verdict) {
        return switch (verdict) {
            case ADDRESS_CHANGED ->
                facts.invitation().map(Facts.Invitation::email).orElse("");
            case NEW_ADDRESS_UNCONFIRMED, NEW_ADDRESS_LOST ->
                facts.pendingAddress().map(Facts.PendingAddress::email).orElse("");
            case MISSPELT -> facts.email().flatMap(AddressSimilarity::meant).orElse("");
            case DISABLED ->
                facts.account().flatMap(Facts.Account::disabledReason).orElse("");
            case FORMER_ADDRESS ->
                facts.formerAddress().map(Facts.FormerAddress::email).orElse("");
            case OTHER_ADDRESS ->
                facts.typedHere().stream().findFirst().map(Facts.Typed::email).orElse("");
            case OTHER_REGION ->
                facts.typedElsewhere().stream()
                        .findFirst()
                        .map(it -> name(it.region()))
                        .orElse("");
            default -> "";
        };
    }

    /** Everything that was noticed, newest first, whichever verdict it led to. */
    private JsonArray evidence() {
        facts.invitation().ifPresent(this::addInvitation);
        facts.invitation().flatMap(Facts.Invitation::mail).ifPresent(it -> add("mail", it));
        facts.account().ifPresent(it -> add(it.activatedAt(), "account"));
        facts.pendingAddress().ifPresent(it -> add(it.at(), "new-address", it.email(), until(it.expiresAt())));
        facts.pendingAddress().flatMap(Facts.PendingAddress::mail).ifPresent(it -> add("new-address-mail", it));
        facts.account().ifPresent(this::addDisabling);
        facts.lastSignInAt().ifPresent(it -> add(it, "signed-in"));
        facts.reset().ifPresent(it -> add(it.at(), "reset", until(it.expiresAt())));
        facts.reset().flatMap(Facts.Reset::mail).ifPresent(it -> add("reset-mail", it));
        facts.resetUsedAt().ifPresent(it -> add(it, "reset-used"));
        facts.refusedLink().ifPresent(it -> add(it.at(), "refused-link", why(it.why())));
        facts.wrongPasswords()
                .last()
                .ifPresent(
                        it -> add(it, "wrong-passwords", facts.wrongPasswords().count()));
        facts.typedHere().forEach(it -> add(it.at(), "typed-here", it.email()));
        facts.typedNew().ifPresent(it -> add(it.at(), "typed-new", it.email()));
        facts.formerAddress().ifPresent(this::addFormerAddress);
        facts.earlyTry().ifPresent(it -> add(it.at(), it.isReset() ? "early-reset" : "early-sign-in"));
        facts.typedElsewhere().forEach(it -> add(it.at(), "typed-elsewhere", name(it.region())));
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

    /** One that ended early has no expiry to show. */
    private void addInvitation(Facts.Invitation invitation) {
        add(
                invitation.at(),
                invitation.ending().isPresent() ? "invited.ended" : "invited",
                invitation.email(),
                until(invitation.expiresAt()));
        invitation
                .ending()
                .filter(it -> it.by().equals("revoked"))
                .ifPresent(it -> add(
                        it.at(),
                        it.staff().isPresent() ? "revoked.detailed" : "revoked",
                        it.staff().orElse("")));
    }

    private void addFormerAddress(Facts.FormerAddress former) {
        add(former.at(), "former-address", former.email());
        former.typed().ifPresent(at -> add(at, "typed-former", former.email()));
    }

    private void addDisabling(Facts.Account account) {
        account.disabledAt()
                .ifPresent(at -> add(
                        at,
                        account.disabledReason().isPresent() ? "disabled.reason" : "disabled",
                        account.disabledReason().orElse("")));
    }

    private void add(String key, Facts.Sending mail) {
        String reason = reason(mail);
        add(mail.at(), reason.isEmpty() ? key : key + ".detailed", status(mail), reason);
    }

    private void add(Instant at, String key, Object... arguments) {
        evidence.add(new Evidence(at, texts.text("evidence." + key, arguments)));
    }

    private String status(Facts.Sending mail) {
        return texts.text("mail-status." + mail.status());
    }

    private String why(String why) {
        return texts.has("why." + why) ? texts.text("why." + why) : why;
    }

    /** The server's answer to a mail that it accepted explains nothing. */
    private String reason(Facts.Sending mail) {
        return mail.words().isEmpty() || mail.status().equals("SENT") ? "" : texts.text("reason-given", mail.words());
    }

    private String name(String regionCode) {
        return regions.of(regionCode).map(Region::name).orElse(regionCode);
    }

    private String on(Instant moment) {
        return times.on(moment, facts.now());
    }

    private String until(Instant moment) {
        return times.until(moment, facts.now());
    }
}
