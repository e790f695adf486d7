package latchkey.bench.faults;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import latchkey.bench.machine.Sql;
import latchkey.bench.report.Results;
import latchkey.bench.search.Place;

/** A fault in the middle of invitations and resets, and what it cost. */
final class Scene {

    /** What a fault may cost. A mail that was promised is never lost. */
    enum Toll {
        REFUSED,
        DOUBLED
    }

    interface Fault {
        /** Returns when it is over. */
        void happens(Traffic traffic) throws IOException;
    }

    /** A mail whose backend died is taken by the other one when its lease ends. */
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(3);

    private final Sql sql;
    private final MailRoom mail;
    private final TwoBackends backends;
    private final Place place;
    private final Results results;
    private int people;

    Scene(Sql sql, MailRoom mail, TwoBackends backends, Place place, Results results) {
        this.sql = sql;
        this.mail = mail;
        this.backends = backends;
        this.place = place;
        this.results = results;
    }

    void addStaffAndClient() {
        sql.execute("insert into staff (id, email, name, role, password) values (gen_random_uuid(), '" + Traffic.STAFF
                + "', 'Sandy Staff', 'admin', '" + place.hash() + "')");
        var _ = contacts(List.of(Traffic.CLIENT), "ACTIVE");
        addAccounts();
    }

    void tried(String what, int invitations, int resets, Set<Toll> tolls, Fault fault) throws IOException {
        mail.forget();
        try (var traffic = new Traffic(backends.portalUrl(), backends.staffUrl())) {
            traffic.invite(strangers(invitations));
            traffic.reset(clients(resets));
            traffic.begin(place.password());
            traffic.awaitMidst();
            fault.happens(traffic);
            double recovery = traffic.secondsToRecovery();
            traffic.awaitEnd();
            long lost = lost(traffic);
            long doubled = mail.doubled();
            boolean good = lost == 0
                    && (doubled == 0 || tolls.contains(Toll.DOUBLED))
                    && (traffic.failed() == 0 || tolls.contains(Toll.REFUSED));
            String counted = "%d of %d requests failed%s%s; of %d mails %d lost, %d doubled; back after %.1f s"
                    .formatted(
                            traffic.failed(),
                            traffic.asked(),
                            traffic.failed() == 0 ? "" : " (" + traffic.failures() + ")",
                            traffic.refusedAsBusy() == 0
                                    ? ""
                                    : ", %d sign-ins told to come back".formatted(traffic.refusedAsBusy()),
                            traffic.acknowledged().size(),
                            lost,
                            doubled,
                            recovery);
            results.number(what, counted);
            results.row(what, counted, reach(tolls), good);
        }
    }

    private static String reach(Set<Toll> tolls) {
        return "none lost"
                + (tolls.contains(Toll.DOUBLED) ? "" : ", none doubled")
                + (tolls.contains(Toll.REFUSED) ? "" : ", none failed");
    }

    /** Mails that did not arrive, or that PostgreSQL has lost. */
    private long lost(Traffic traffic) {
        try {
            Traffic.await(() -> traffic.acknowledged().stream().allMatch(mail::hasMailTo), LONGEST_DELIVERY);
        } catch (IllegalStateException e) {
            // Counted below.
        }
        Set<String> promised = traffic.acknowledged();
        long arrived = promised.stream().filter(mail::hasMailTo).count();
        long known = sql.count("(select distinct recipient from mail where recipient in ("
                + promised.stream().collect(joining("', '", "'", "'")) + ")) as known");
        return promised.size() - Math.min(arrived, known);
    }

    /** New contacts who have not been invited: id and address, separated by a comma. */
    private List<String> strangers(int count) {
        return add("person", count, "NOT_INVITED");
    }

    /** The addresses of new contacts that a search for the word finds. */
    List<String> invitable(String word, int count) {
        return addresses(add(word, count, "NOT_INVITED"));
    }

    private List<String> clients(int count) {
        List<String> contacts = add("person", count, "ACTIVE");
        addAccounts();
        return addresses(contacts);
    }

    private static List<String> addresses(List<String> contacts) {
        return contacts.stream().map(contact -> contact.split(",", 2)[1]).toList();
    }

    private List<String> add(String word, int count, String portal) {
        return contacts(
                IntStream.range(0, count)
                        .mapToObj(i -> word + ++people + "@faults.test")
                        .toList(),
                portal);
    }

    private List<String> contacts(List<String> addresses, String portal) {
        List<String> contacts = addresses.stream()
                .map(address -> UUID.randomUUID() + "," + address)
                .toList();
        sql.execute(contacts.stream()
                .map(contact -> contact.split(",", 2))
                .map(contact -> "('%s', 'au', 'Robin', 'Sample%s', '%s', '%s')"
                        .formatted(contact[0], StaffWork.letters(contact[1].hashCode() & 0xffff), contact[1], portal))
                .collect(joining(
                        ", ", "insert into contact (id, region, given_name, family_name, email, portal) values ", "")));
        return contacts;
    }

    private void addAccounts() {
        sql.execute("insert into account (id, region, contact_id, email, password)"
                + " select gen_random_uuid(), region, id, email, '" + place.hash()
                + "' from contact where portal = 'ACTIVE' and not exists"
                + " (select from account where contact_id = contact.id)");
    }
}
