package latchkey.job;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactTable;
import latchkey.web.Problem;

/** The people of jobs. */
final class JobPeopleTable {

    private enum Outcome {
        ADDED,
        THERE,
        FULL,
        OTHER_REGION
    }

    /** A statement of its own, so that the one that adds counts people who were added while this one waited. */
    private static final String LOCK =
            "select id from job where id = $1 and region = any ($2::text[]) for no key update";

    private static final String ADD = """
        with judged as (
            select j.id, j.region, j.label, c.id as contact, case
                when c.region <> j.region then 'OTHER_REGION'
                when exists (select from job_person p where p.job_id = j.id and p.contact_id = c.id) then 'THERE'
                when (select count(*) from job_person p where p.job_id = j.id) >= $4 then 'FULL'
                else 'ADDED' end as outcome
            from job j cross join contact c
            where j.id = $1 and j.region = any ($3::text[]) and c.id = $2 and c.region = any ($3::text[])
        ), added as (
            insert into job_person (job_id, contact_id) select id, contact from judged where outcome = 'ADDED'
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, contact, 'job-person-added', $5, $6, jsonb_build_object('name', label)
            from judged where outcome = 'ADDED'
        )
        select outcome from judged
        """;

    private static final String REMOVE = """
        with removed as (
            delete from job_person p using job j
            where p.job_id = j.id and j.id = $1 and p.contact_id = $2 and j.region = any ($3::text[])
            returning p.contact_id, j.region, j.label
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, contact_id, 'job-person-removed', $4, $5, jsonb_build_object('name', label) from removed
        """;

    private final Pool pool;
    private final int most;

    JobPeopleTable(Pool pool, int most) {
        this.pool = pool;
        this.most = most;
    }

    /** Does nothing for a person who is already in the job; fails with a problem if the job has no room. */
    Future<Void> add(SignedInStaff member, String network, UUID job, UUID contact) {
        Tuple which = Tuple.of(job).addValue(member.regionCodes());
        Tuple parameters = Tuple.of(job, contact)
                .addValue(member.regionCodes())
                .addValue(most)
                .addValue(member.id().toString())
                .addValue(network);
        return pool.withTransaction(transaction -> new ContactTable(transaction)
                        .lock(member, contact)
                        .compose(locked -> transaction.preparedQuery(LOCK).execute(which))
                        .compose(locked -> transaction.preparedQuery(ADD).execute(parameters)))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> Outcome.valueOf(row.getString("outcome")))
                        .orElseThrow(() -> Problem.of(404, "not-found")))
                .compose(outcome -> switch (outcome) {
                    case ADDED, THERE -> Future.succeededFuture();
                    case FULL -> Future.failedFuture(Problem.of(409, "job-full", most));
                    case OTHER_REGION ->
                        Future.failedFuture(Problem.of(409, "other-region").inWordsOf("job-other-region"));
                });
    }

    /** Fails with 404 if the contact is not in the job. */
    Future<Void> remove(SignedInStaff member, String network, UUID job, UUID contact) {
        Tuple parameters = Tuple.of(job, contact)
                .addValue(member.regionCodes())
                .addValue(member.id().toString())
                .addValue(network);
        return pool.withTransaction(transaction -> new ContactTable(transaction)
                        .lock(member, contact)
                        .compose(locked -> transaction.preparedQuery(REMOVE).execute(parameters)))
                .compose(rows -> rows.rowCount() == 0
                        ? Future.failedFuture(Problem.of(404, "not-found"))
                        : Future.succeededFuture());
    }
}
