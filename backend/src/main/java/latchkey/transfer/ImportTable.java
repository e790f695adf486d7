package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import latchkey.api.SignedInStaff;
import latchkey.change.NewAddress;
import latchkey.key.Ids;
import latchkey.limit.Limits;
import latchkey.search.PhoneNumbers;
import latchkey.transfer.JudgedRow.Verdict;
import latchkey.transfer.row.ImportRow;
import latchkey.transfer.row.ImportRow.Job;
import latchkey.transfer.row.RowRefusal;
import latchkey.transfer.row.RowWarning;

/**
 * The rows of one import, in a table that only this connection sees: all are compared with the contacts before the
 * first is written, and their outcomes are read from it after the commit.
 */
final class ImportTable {

    /** The piece of the rows that a statement handled: the last one, and how many. */
    record Piece(int last, int rows) {}

    /**
     * A piece that was written.
     *
     * @param invited contacts who need another invitation, since they were invited at another address
     * @param addresses that clients have to confirm
     */
    record Written(Piece piece, List<UUID> invited, List<NewAddress> addresses) {}

    /** A piece may take longer than statements usually may. */
    private static final String PATIENCE = "set local statement_timeout = '60s'";

    /** JIT compilation takes ten times as long as the work itself. */
    private static final String NO_COMPILER = "set local jit = off";

    private static final String TURN = "select pg_try_advisory_xact_lock(hashtext('latchkey.import')) as is_ours";

    private final UUID id = Ids.ordered();
    private final SqlConnection connection;
    private final int mostPeople;

    private ImportTable(SqlConnection connection, int mostPeople) {
        this.connection = connection;
        this.mostPeople = mostPeople;
    }

    /**
     * Refused if another backend's import is running.
     *
     * @param mostPeople that a job may have
     * @param work is committed if it succeeds, and rolled back otherwise
     * @param afterwards reads what the work left
     */
    static <T> Future<Void> open(
            Pool pool,
            int mostPeople,
            Function<ImportTable, Future<T>> work,
            Function<ImportTable, Future<Void>> afterwards) {
        return pool.withConnection(connection -> {
            var table = new ImportTable(connection, mostPeople);
            return connection
                    .begin()
                    .compose(transaction -> table.run(PATIENCE)
                            .compose(patient -> table.run(NO_COMPILER))
                            .compose(set -> table.takeTurn())
                            .compose(alone -> table.run(ImportStatements.CREATE))
                            .compose(created -> work.apply(table))
                            .compose(done -> transaction.commit())
                            .recover(failure -> rollback(transaction, failure)))
                    .compose(committed -> afterwards.apply(table).eventually(() -> table.run(ImportStatements.DROP)));
        });
    }

    /** The id by which added contacts can be found. */
    UUID id() {
        return id;
    }

    Future<Void> stage(List<ImportRow> rows) {
        Tuple parameters = Tuple.tuple()
                .addValue(rows.stream().map(ImportRow::number).toArray(Integer[]::new))
                .addValue(texts(rows, ImportRow::region))
                .addValue(texts(rows, ImportRow::givenName))
                .addValue(texts(rows, ImportRow::familyName))
                .addValue(texts(rows, ImportRow::email))
                .addValue(texts(rows, ImportRow::phone))
                .addValue(texts(rows, ImportRow::reference))
                .addValue(texts(rows, row -> row.job().map(Job::reference)))
                .addValue(texts(rows, row -> row.job().map(Job::name)))
                .addValue(texts(
                        rows,
                        row -> row.refusal().map(refusal -> refusal.reason().name())))
                .addValue(texts(rows, row -> row.refusal().map(RowRefusal::detail)))
                .addValue(texts(rows, row -> Optional.of(json(row.warnings()))))
                .addValue(texts(rows, ImportTable::phoneKeys))
                .addValue(rows.stream().map(row -> Ids.ordered()).toArray(UUID[]::new));
        return connection
                .preparedQuery(ImportStatements.STAGE)
                .execute(parameters)
                .mapEmpty();
    }

    /** Compares the rows after the last one with the existing contacts. */
    Future<Piece> compare(int last, int most) {
        return piece(ImportStatements.COMPARE, Tuple.of(last, most));
    }

    /** Refuses repeated rows of one person, and warns of shared addresses and of full jobs. */
    Future<Void> compareRows(Limits limits) {
        return judgeAddresses(limits)
                .compose(judged -> run(ImportStatements.REFUSE_REPEATED))
                .compose(refused -> run(ImportStatements.WARN_OF_SHARED_ADDRESSES))
                .compose(warned -> run(ImportStatements.PLACE, Tuple.of(mostPeople)));
    }

    /**
     * Locks what will be changed, refuses rows whose contact has changed since they were compared, and leaves people
     * out of jobs that have become full.
     */
    Future<Void> refuseChangedMeanwhile(Limits limits, SignedInStaff member, String network) {
        return run(ImportStatements.REFUSE_CHANGED_MEANWHILE)
                .compose(locked -> run(ImportStatements.REFUSE_ADDED_MEANWHILE, Tuple.of(id)))
                .compose(refused -> run(ImportStatements.REFUSE_WITH_THE_PERSON))
                .compose(refused -> judgeAddresses(limits))
                .compose(judged -> run(ImportStatements.MAKE_JOBS, by(member, network)))
                .compose(made -> run(ImportStatements.LOCK_JOBS))
                .compose(locked -> run(ImportStatements.LEAVE_OUT_OF_FILLED_JOBS, Tuple.of(mostPeople)));
    }

    /** Adds the written contacts to their jobs. */
    Future<Void> join(SignedInStaff member, String network) {
        return run(ImportStatements.REFUSE_WITH_THE_PERSON)
                .compose(refused -> run(ImportStatements.JOIN, by(member, network)));
    }

    /** Writes what is new or changed after the last row, and refuses what somebody else has added meanwhile. */
    Future<Written> write(int last, int most, SignedInStaff member, String network) {
        return connection
                .preparedQuery(ImportStatements.WRITE)
                .mapping(ImportTable::written)
                .execute(Tuple.of(last, most, member.id(), network, id))
                .map(rows -> rows.iterator().next());
    }

    /** Ends the invitations that went to an earlier address. */
    Future<Void> endInvitations(List<UUID> contacts, SignedInStaff member, String network) {
        return connection
                .preparedQuery(ImportStatements.END_INVITATIONS)
                .execute(Tuple.of(contacts.toArray(UUID[]::new), member.id(), network, id))
                .mapEmpty();
    }

    /** For other tables' work in the same transaction. */
    SqlClient transaction() {
        return connection;
    }

    Future<Integer> acceptedRows() {
        return run(ImportStatements.ANALYZE)
                .compose(known ->
                        connection.query(ImportStatements.COUNT_ACCEPTED).execute())
                .map(rows -> rows.iterator().next().getInteger("rows"));
    }

    Future<Map<Verdict, Integer>> count() {
        return connection.query(ImportStatements.COUNT).execute().map(rows -> {
            var counts = new TreeMap<Verdict, Integer>();
            rows.forEach(row -> counts.put(Verdict.valueOf(row.getString("verdict")), row.getInteger("rows")));
            return counts;
        });
    }

    /** Counts the warnings of the accepted rows. */
    Future<Map<RowWarning.Kind, Integer>> countWarnings() {
        return connection.query(ImportStatements.COUNT_WARNINGS).execute().map(rows -> {
            var counts = new TreeMap<RowWarning.Kind, Integer>();
            rows.forEach(row -> counts.put(RowWarning.Kind.valueOf(row.getString("kind")), row.getInteger("rows")));
            return counts;
        });
    }

    Future<List<JudgedRow>> read(int last, int most) {
        return connection
                .preparedQuery(ImportStatements.READ)
                .mapping(ImportTable::judged)
                .execute(Tuple.of(last, most))
                .map(rows -> rows.stream().toList());
    }

    private Future<Void> judgeAddresses(Limits limits) {
        return connection
                .preparedQuery(ImportStatements.JUDGE_ADDRESSES)
                .execute(Tuple.of(
                        limits.invitationByContact().count(),
                        limits.invitationByContact().seconds()))
                .mapEmpty();
    }

    private Future<Void> takeTurn() {
        return connection
                .query(TURN)
                .execute()
                .compose(rows -> rows.iterator().next().getBoolean("is_ours")
                        ? Future.succeededFuture()
                        : Future.failedFuture(ImportTurn.isTaken()));
    }

    private Future<Void> run(String statement) {
        return connection.query(statement).execute().mapEmpty();
    }

    private Future<Void> run(String statement, Tuple parameters) {
        return connection.preparedQuery(statement).execute(parameters).mapEmpty();
    }

    private Tuple by(SignedInStaff member, String network) {
        return Tuple.of(member.id().toString(), network, id);
    }

    private Future<Piece> piece(String statement, Tuple parameters) {
        return connection
                .preparedQuery(statement)
                .execute(parameters)
                .map(rows -> piece(rows.iterator().next()));
    }

    private static Piece piece(Row row) {
        return new Piece(row.getInteger("last"), row.getInteger("rows"));
    }

    private static Written written(Row row) {
        UUID[] clients = row.getArrayOfUUIDs("clients");
        String[] addresses = row.getArrayOfStrings("addresses");
        return new Written(
                piece(row),
                List.of(row.getArrayOfUUIDs("invited")),
                IntStream.range(0, clients.length)
                        .mapToObj(index -> new NewAddress(clients[index], addresses[index]))
                        .toList());
    }

    private static <T> Future<T> rollback(Transaction transaction, Throwable failure) {
        return transaction.rollback().transform(rolledBack -> Future.failedFuture(failure));
    }

    private static String[] texts(List<ImportRow> rows, Function<ImportRow, Optional<String>> cell) {
        var texts = new ArrayList<String>(rows.size());
        rows.forEach(row -> texts.add(cell.apply(row).orElse(null)));
        return texts.toArray(String[]::new);
    }

    private static JudgedRow judged(Row row) {
        var read = new ImportRow(
                row.getInteger("number"),
                text(row, "region"),
                text(row, "given_name"),
                text(row, "family_name"),
                text(row, "email"),
                text(row, "phone"),
                text(row, "reference"),
                text(row, "job_reference").map(reference -> new Job(reference, row.getString("job_name"))),
                warnings(row.get(JsonArray.class, "warnings")),
                text(row, "refusal")
                        .map(RowRefusal.Reason::valueOf)
                        .map(reason ->
                                new RowRefusal(reason, text(row, "detail").orElse(""))));
        var verdict = Verdict.valueOf(row.getString("effective_verdict"));
        return new JudgedRow(
                read, verdict, verdict == Verdict.CHANGED ? row.get(JsonObject.class, "was") : new JsonObject());
    }

    private static Optional<String> phoneKeys(ImportRow row) {
        return row.region()
                .flatMap(region -> row.phone().map(phone -> String.join(" ", PhoneNumbers.keys(phone, region))))
                .filter(keys -> !keys.isEmpty());
    }

    private static String json(List<RowWarning> warnings) {
        return new JsonArray(warnings.stream().map(RowWarning::json).toList()).encode();
    }

    private static List<RowWarning> warnings(JsonArray json) {
        return json.stream()
                .map(warning -> RowWarning.of((JsonObject) warning))
                .sorted(Comparator.comparing(RowWarning::kind))
                .toList();
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }
}
