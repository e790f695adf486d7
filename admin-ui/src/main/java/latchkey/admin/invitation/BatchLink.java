package latchkey.admin.invitation;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import java.time.Instant;
import latchkey.admin.api.invitation.Batch;
import latchkey.admin.api.invitation.BatchSummary;
import latchkey.admin.ui.Times;

/** The progress of a batch, in one sentence that links to its page. */
final class BatchLink extends Anchor {

    void show(BatchSummary batch, Times times) {
        setHref("/invitations/" + batch.id());
        setText(text(
                batch.state() == Batch.State.STOPPED && batch.done() == 0
                        ? "batches.undone"
                        : "batches." + batch.state(),
                times.relative(batch.startedAt(), Instant.now()),
                batch.done(),
                batch.total(),
                batch.invited(),
                batch.done() - batch.invited(),
                batch.undelivered()));
        setTitle(times.listed(batch.startedAt()));
    }
}
