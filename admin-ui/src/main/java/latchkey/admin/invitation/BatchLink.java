package latchkey.admin.invitation;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import java.time.Instant;
import latchkey.admin.api.invitation.BatchSummary;
import latchkey.admin.api.region.Region;
import latchkey.admin.ui.Times;

/** How far a batch is, in one sentence that leads to its page. */
final class BatchLink extends Anchor {

    /** @param region whose time and way of writing the member reads */
    void show(BatchSummary batch, Region region) {
        var times = new Times(region, region);
        setHref("/invitations/" + batch.id());
        setText(text(
                "batches." + batch.state(),
                times.relative(batch.startedAt(), Instant.now()),
                batch.done(),
                batch.total(),
                batch.invited(),
                batch.done() - batch.invited(),
                batch.undelivered()));
        setTitle(times.exact(batch.startedAt()));
    }
}
