package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import latchkey.api.SignedInStaff;
import latchkey.api.StaffGate;
import latchkey.change.AskForConfirmation;
import latchkey.invitation.InvitationOutcome;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Limits;
import latchkey.region.Regions;
import latchkey.transfer.ImportProgress.Step;
import latchkey.transfer.ImportTable.Piece;
import latchkey.transfer.ImportTable.Written;
import latchkey.transfer.JudgedRow.Verdict;
import latchkey.transfer.row.ImportColumns;
import latchkey.transfer.row.ImportColumns.Choice;
import latchkey.transfer.row.ImportReader;
import latchkey.transfer.row.ImportRow;
import latchkey.transfer.sheet.Table;

/**
 * Takes contacts from a file: all accepted rows in one transaction, or none. Rows pass through in pieces, so that a
 * large file takes little memory and progress can be reported. If the caller disconnects or loses a right before the
 * end, nothing is written.
 */
public final class ImportContacts {

    /** What was sent. */
    record Upload(
            Buffer file,
            Optional<Choice> columns,
            Optional<String> encoding,
            Optional<String> region,
            boolean dryRun,
            String network) {}

    /** Rows of a piece; writing one takes up to a second. */
    private static final int PIECE = 4_000;

    /** Rows of a piece of the answer: a few hundred kilobytes. */
    private static final int ANSWER_PIECE = 1_000;

    private final Vertx vertx;
    private final StaffGate gate;
    private final Pool pool;
    private final Regions regions;
    private final SendInvitations invitations;
    private final AskForConfirmation confirmation;
    private final Limits limits;
    private final int mostPeople;

    /** @param mostPeople that a job may have */
    public ImportContacts(
            Vertx vertx,
            StaffGate gate,
            Pool pool,
            Regions regions,
            SendInvitations invitations,
            AskForConfirmation confirmation,
            Limits limits,
            int mostPeople) {
        this.vertx = vertx;
        this.gate = gate;
        this.pool = pool;
        this.regions = regions;
        this.invitations = invitations;
        this.confirmation = confirmation;
        this.limits = limits;
        this.mostPeople = mostPeople;
    }

    /** Completes when the answer is written. */
    Future<Void> run(SignedInStaff member, Upload upload, ImportAnswer answer) {
        // The file is read on a worker thread, a piece at a time.
        return vertx.executeBlocking(() -> reader(member, upload), false)
                .compose(reader -> ImportTable.open(
                        pool,
                        mostPeople,
                        table -> stage(table, reader, answer)
                                .compose(staged -> compare(table, member, answer))
                                .compose(compared -> upload.dryRun()
                                        ? Future.succeededFuture()
                                        : write(table, member, upload.network(), answer)),
                        table -> answer(table, !upload.dryRun(), reader, answer)));
    }

    private ImportReader reader(SignedInStaff member, Upload upload) {
        Table table = Table.open(upload.file(), ImportColumns.isName(upload.columns()), upload.encoding());
        return ImportReader.of(table, member, regions, upload.columns(), upload.region());
    }

    private Future<Void> stage(ImportTable table, ImportReader reader, ImportAnswer answer) {
        return next(reader).compose(first -> stage(table, first, reader, answer));
    }

    /** PostgreSQL takes the rows while the next ones are read. */
    private Future<Void> stage(ImportTable table, List<ImportRow> rows, ImportReader reader, ImportAnswer answer) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        return mustBeHeard(answer).compose(heard -> {
            Future<List<ImportRow>> next = next(reader);
            return Future.join(table.stage(rows), next).compose(staged -> stage(table, next.result(), reader, answer));
        });
    }

    private Future<List<ImportRow>> next(ImportReader reader) {
        return vertx.executeBlocking(() -> reader.next(PIECE), false);
    }

    private Future<Void> compare(ImportTable table, SignedInStaff member, ImportAnswer answer) {
        return table.acceptedRows()
                .compose(of ->
                        pieces(Step.COMPARING, new Piece(0, 0), of, member, answer, last -> table.compare(last, PIECE)))
                .compose(compared -> table.compareRows(limits));
    }

    private Future<Void> write(ImportTable table, SignedInStaff member, String network, ImportAnswer answer) {
        return table.refuseChangedMeanwhile(limits, member, network)
                .compose(locked -> table.count())
                .map(counts -> counts.getOrDefault(Verdict.NEW, 0) + counts.getOrDefault(Verdict.CHANGED, 0))
                .compose(of -> pieces(
                        Step.WRITING,
                        new Piece(0, 0),
                        of,
                        member,
                        answer,
                        last -> table.write(last, PIECE, member, network)
                                .compose(written ->
                                        follow(table, written, member, network).map(written.piece()))))
                .compose(written -> table.join(member, network))
                .compose(joined -> mustGoOn(member, answer));
    }

    /** Sends the mails of new addresses, as when staff change a single contact. */
    private Future<Void> follow(ImportTable table, Written written, SignedInStaff member, String network) {
        return inviteAgain(table, written.invited(), member, network)
                .compose(invited -> written.addresses().isEmpty()
                        ? Future.succeededFuture()
                        : confirmation
                                .ask(
                                        table.transaction(),
                                        written.addresses(),
                                        member.id(),
                                        network,
                                        Optional.of(table.id()))
                                .mapEmpty());
    }

    private Future<Void> inviteAgain(ImportTable table, List<UUID> contacts, SignedInStaff member, String network) {
        return contacts.isEmpty()
                ? Future.succeededFuture()
                : invitations
                        .send(table.transaction(), contacts, member.regions(), member.id(), network, Optional.empty())
                        .compose(outcomes -> table.endInvitations(
                                outcomes.stream()
                                        .filter(outcome -> outcome.kind() != InvitationOutcome.Kind.SENT)
                                        .map(InvitationOutcome::contact)
                                        .toList(),
                                member,
                                network));
    }

    private Future<Void> pieces(
            Step step,
            Piece done,
            int of,
            SignedInStaff member,
            ImportAnswer answer,
            Function<Integer, Future<Piece>> work) {
        answer.tell(new ImportProgress(step, done.rows(), of));
        return done.rows() >= of
                ? Future.succeededFuture()
                : mustGoOn(member, answer)
                        .compose(goesOn -> work.apply(done.last()))
                        .compose(piece -> piece.rows() > 0
                                ? pieces(
                                        step,
                                        new Piece(piece.last(), done.rows() + piece.rows()),
                                        of,
                                        member,
                                        answer,
                                        work)
                                : Future.failedFuture(new IllegalStateException("Fewer rows than were counted")));
    }

    private Future<Void> mustGoOn(SignedInStaff member, ImportAnswer answer) {
        return mustBeHeard(answer).compose(heard -> gate.mustRemain(member));
    }

    private static Future<Void> mustBeHeard(ImportAnswer answer) {
        return answer.isHeard()
                ? Future.succeededFuture()
                : Future.failedFuture(new HttpClosedException("The one who asked is gone"));
    }

    private static Future<Void> answer(ImportTable table, boolean written, ImportReader reader, ImportAnswer answer) {
        return table.count()
                .compose(counts -> table.countWarnings().compose(warnings -> {
                    Optional<UUID> id =
                            Optional.of(table.id()).filter(any -> written && counts.containsKey(Verdict.NEW));
                    return answer.begin(written, id, reader.json(), counts, warnings);
                }))
                .compose(begun -> answerRows(table, 0, answer));
    }

    private static Future<Void> answerRows(ImportTable table, int last, ImportAnswer answer) {
        return table.read(last, ANSWER_PIECE)
                .compose(rows -> rows.isEmpty()
                        ? answer.end()
                        : answer.rows(rows)
                                .compose(written ->
                                        answerRows(table, rows.getLast().row().number(), answer)));
    }
}
