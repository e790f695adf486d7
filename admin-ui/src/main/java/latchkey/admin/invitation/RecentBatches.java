package latchkey.admin.invitation;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.api.invitation.Batch;
import latchkey.admin.api.invitation.BatchSummary;
import latchkey.admin.ui.Live;
import latchkey.admin.ui.Times;

/** Links to the member's batches that still run or ran in the last day. Often there are none. */
public final class RecentBatches extends Div {

    private static final int MOST = 3;
    private static final Duration RECENT = Duration.ofDays(1);
    private static final long AGAIN_MILLIS = 3000;

    private final transient SignedIn member;
    private final List<BatchLink> links =
            Stream.generate(BatchLink::new).limit(MOST).toList();
    private boolean looking;

    public RecentBatches(SignedIn member) {
        this.member = member;
        addClassName("recent-batches");
        links.forEach(this::add);
        show(List.of());
        Live.follow(this, member.changes(), changes -> look(AGAIN_MILLIS));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        look(0);
    }

    /** Unless a look is already due: changes come by the thousand, and a running batch is watched anyway. */
    private void look(long millis) {
        if (!looking) {
            looking = true;
            ask(UI.getCurrent(), millis);
        }
    }

    private void ask(UI ui, long millis) {
        Live.later(millis, () -> {
            List<BatchSummary> batches = recent();
            Live.on(ui, () -> seen(ui, batches));
        });
    }

    private void seen(UI ui, List<BatchSummary> batches) {
        show(batches);
        looking = isAttached() && batches.stream().anyMatch(RecentBatches::isRunning);
        if (looking) {
            ask(ui, AGAIN_MILLIS);
        }
    }

    private void show(List<BatchSummary> batches) {
        for (int i = 0; i < MOST; i++) {
            boolean there = i < batches.size();
            links.get(i).setVisible(there);
            if (there) {
                links.get(i).show(batches.get(i), Times.ofReader(member.home()));
            }
        }
        setVisible(!batches.isEmpty());
    }

    /** Empty if they can't be read: the contacts of the page report the same failure. */
    private List<BatchSummary> recent() {
        Instant since = Instant.now().minus(RECENT);
        try {
            return member.api().batches(MOST).stream()
                    .filter(batch -> isRunning(batch) || batch.startedAt().isAfter(since))
                    .toList();
        } catch (Unavailable | Unauthorized | Refused _) {
            return List.of();
        }
    }

    private static boolean isRunning(BatchSummary batch) {
        return batch.state() == Batch.State.RUNNING;
    }
}
