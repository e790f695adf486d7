package latchkey.job;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactTable;
import latchkey.contact.PortalStatus;
import latchkey.database.SqlState;
import latchkey.job.Job.Person;
import latchkey.key.Ids;
import latchkey.web.Problem;

/** Jobs. One in another region is treated as if it didn't exist. */
final class JobTable {

    private static final int MOST_WORDS = 12;

    /** A page of jobs, and how many match. */
    record Found(List<Job> jobs, long total) {}

    private static final String JOBS = """
        select j.id, j.region, j.reference, j.name, (
            select coalesce(jsonb_agg(jsonb_build_object(
                'contactId', c.id, 'name', c.given_name || ' ' || c.family_name, 'status',
                case when c.portal = 'INVITED' and c.invitation_expires_at <= now() then 'EXPIRED' else c.portal end,
                'canBeInvited', (\
        """ + ContactTable.WHY_NOT_INVITED + """
                ) is null)
                order by p.added_at, c.id), '[]')
            from job_person p join contact c on c.id = p.contact_id
            where p.job_id = j.id) as people
        from job j
        """;

    private static final String GET = JOBS + "where j.id = $1 and j.region = any ($2::text[])";

    private static final String COUNT = "select count(*) from job j where ";

    private static final String CREATE = """
        with made as (
            insert into job (id, region, reference, name) values ($1, $2, $3, $4) returning region, label
        )
        insert into event (region, kind, actor, network, details)
        select region, 'job-created', $5, $6, jsonb_build_object('name', label) from made
        """;

    private static final String CHANGE = """
        with changed as (
            update job set reference = coalesce($3, reference), name = coalesce($4, name)
            where id = $1 and region = any ($2::text[])
            returning region, label
        )
        insert into event (region, kind, actor, network, details)
        select region, 'job-changed', $5, $6, jsonb_build_object('name', label) from changed
        """;

    /** A statement of its own, so that the one that deletes sees people who were added while this one waited. */
    private static final String LOCK = "select id from job where id = $1 and region = any ($2::text[]) for update";

    private static final String DELETE = """
        with people as (
            delete from job_person using job
            where job_person.job_id = job.id and job.id = $1 and job.region = any ($2::text[])
            returning contact_id, region, label
        ), gone as (
            delete from job where id = $1 and region = any ($2::text[]) returning region, label
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, contact_id, 'job-person-removed', $3, $4, jsonb_build_object('name', label) from people
        union all
        select region, null, 'job-deleted', $3, $4, jsonb_build_object('name', label) from gone
        """;

    private final Pool pool;
    private final int mostPeople;

    JobTable(Pool pool, int mostPeople) {
        this.pool = pool;
        this.mostPeople = mostPeople;
    }

    /** Jobs in whose reference, name or people every word of the search is found; words after the 12th are ignored. */
    Future<Found> find(SignedInStaff member, Optional<String> region, Optional<String> search, int offset, int limit) {
        Tuple parameters = Tuple.of((Object) member.regions().stream()
                .filter(code -> region.isEmpty() || region.get().equals(code))
                .toArray(String[]::new));
        var condition = new StringBuilder("j.region = any ($1::text[])");
        search.stream()
                .flatMap(typed -> Stream.of(typed.strip().split("[\\s\\p{Z}]+")))
                .limit(MOST_WORDS)
                .forEach(word ->
                        condition.append(hasWord(parameters.addValue(word).size())));
        String page =
                JOBS + "where " + condition + " order by j.reference, j.id offset %d limit %d".formatted(offset, limit);
        return pool.preparedQuery(COUNT + condition)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getLong(0))
                .compose(total -> run(page, parameters).map(jobs -> new Found(jobs, total)));
    }

    /** A word of the job or of one of its people; an index finds both. */
    private static String hasWord(int parameter) {
        return """
             and j.id in (
                select id from job where search like '%%' || folded($%1$d) || '%%'
                union all
                select p.job_id from job_person p join contact c on c.id = p.contact_id
                where c.search like '%%' || folded($%1$d) || '%%')
            """.formatted(parameter);
    }

    /** Fails with 404 if the member sees no such job. */
    Future<Job> get(SignedInStaff member, UUID id) {
        return run(GET, Tuple.of(id).addValue(member.regionCodes()))
                .map(found -> found.stream().findFirst().orElseThrow(() -> Problem.of(404, "not-found")));
    }

    Future<UUID> create(SignedInStaff member, String network, NewJob job) {
        UUID id = Ids.ordered();
        var parameters = Tuple.of(
                id, job.region(), job.reference(), job.name(), member.id().toString(), network);
        return pool.preparedQuery(CREATE)
                .execute(parameters)
                .recover(JobTable::taken)
                .map(id);
    }

    Future<Void> change(SignedInStaff member, String network, UUID id, JobChange change) {
        var parameters = Tuple.of(id)
                .addValue(member.regionCodes())
                .addValue(change.reference().orElse(null))
                .addValue(change.name().orElse(null))
                .addValue(member.id().toString())
                .addValue(network);
        return pool.preparedQuery(CHANGE)
                .execute(parameters)
                .recover(JobTable::taken)
                .compose(JobTable::mustBeThere);
    }

    /** Its people leave it. */
    Future<Void> delete(SignedInStaff member, String network, UUID id) {
        Tuple which = Tuple.of(id).addValue(member.regionCodes());
        Tuple parameters = Tuple.of(id)
                .addValue(member.regionCodes())
                .addValue(member.id().toString())
                .addValue(network);
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK)
                .execute(which)
                .compose(locked -> transaction.preparedQuery(DELETE).execute(parameters))
                .compose(JobTable::mustBeThere));
    }

    private Future<List<Job>> run(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .mapping(this::job)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    private Job job(Row row) {
        List<Person> people = row.get(JsonArray.class, "people").stream()
                .map(person -> person((JsonObject) person))
                .toList();
        return new Job(
                row.getUUID("id"),
                row.getString("region"),
                row.getString("reference"),
                row.getString("name"),
                people,
                Math.max(0, mostPeople - people.size()));
    }

    private static Person person(JsonObject json) {
        return new Person(
                UUID.fromString(json.getString("contactId")),
                json.getString("name"),
                PortalStatus.valueOf(json.getString("status")),
                json.getBoolean("canBeInvited"));
    }

    private static Future<Void> mustBeThere(RowSet<Row> written) {
        return written.rowCount() == 0 ? Future.failedFuture(Problem.of(404, "not-found")) : Future.succeededFuture();
    }

    private static <T> Future<T> taken(Throwable failure) {
        return Future.failedFuture(SqlState.isDuplicateKey(failure) ? Problem.of(409, "job-exists") : failure);
    }
}
