package latchkey.admin.invitation;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.api.invitation.Batch;
import latchkey.admin.api.invitation.InvitationPreview.RefusedGroup;
import latchkey.admin.api.invitation.Refusal;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Live;
import latchkey.admin.ui.Texts;

/**
 * The progress of a batch, what became of its mails, and in the end who was not reached. The batch continues even if
 * nobody watches.
 */
final class BatchProgress extends Div {

    private static final long AGAIN_MILLIS = 1000;
    private static final long LATER_MILLIS = 3000;
    /** The most refusals in one answer of the staff API. */
    private static final int MAX_PAGE = 1_000;

    private final transient SignedIn member;
    private final String id;
    private final Paragraph sentence = new Paragraph(text("batch.starting"));
    private final Paragraph problem = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph goesOn = new Paragraph(text("batch.goes-on"));
    private final ActionButton stop = new ActionButton(text("batch.stop"), this::stop);
    private final Paragraph delivery = new Paragraph();
    private final RefusalGrid refused;
    private final RefusalGrid undelivered;
    private final Anchor download;
    private final Anchor address;

    BatchProgress(SignedIn member, String id) {
        this.member = member;
        this.id = id;
        addClassName("batch");
        sentence.getElement().setAttribute("role", "status");
        goesOn.addClassName("hint");
        address = new Anchor("/invitations/" + id, text("batch.address"));
        download = new Anchor(
                DownloadHandler.fromInputStream(event -> new DownloadResponse(
                        new ByteArrayInputStream(RefusalCsv.of(all())),
                        "not-reached.csv",
                        "text/csv; charset=utf-8",
                        -1)),
                text("batch.download"));
        refused = new RefusalGrid(
                text("batch.refused"), (offset, limit) -> member.api().refusals(id, offset, limit));
        undelivered = new RefusalGrid(
                text("batch.undelivered"), (offset, limit) -> member.api().undelivered(id, offset, limit));
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", text("batch.bar"));
        stop.setVisible(false);
        delivery.setVisible(false);
        download.setVisible(false);
        problem.setVisible(false);
        add(sentence, delivery, problem, bar, goesOn, address, stop, refused, undelivered, download);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        look(event.getUI());
    }

    /** Asks without the page's lock: a slow backend holds up nothing else. */
    private void look(UI ui) {
        Live.soon(() -> {
            try {
                Batch batch = member.api().batch(id);
                Live.on(ui, () -> seen(ui, batch));
            } catch (Refused | Unauthorized | Unavailable e) {
                Live.on(ui, () -> failed(ui, e));
            }
        });
    }

    private void seen(UI ui, Batch batch) {
        show(batch);
        if (batch.state() == Batch.State.RUNNING) {
            lookAgain(ui, AGAIN_MILLIS);
        } else if (batch.queued() > 0) {
            lookAgain(ui, LATER_MILLIS);
        }
    }

    /** The batch continues even if the page can't read it. */
    private void failed(UI ui, RuntimeException failure) {
        Failures.show(failure);
        if (!(failure instanceof Refused)) {
            lookAgain(ui, LATER_MILLIS);
        }
    }

    private void lookAgain(UI ui, long millis) {
        if (isAttached()) {
            Live.later(millis, () -> look(ui));
        }
    }

    private void show(Batch batch) {
        boolean running = batch.state() == Batch.State.RUNNING;
        boolean waiting = batch.isWaiting(Instant.now());
        sentence.setText(waiting ? startingSoon(batch) : progress(batch));
        delivery.setText(text("batch.delivery", batch.queued(), batch.accepted(), batch.undelivered()));
        delivery.setVisible(batch.queued() + batch.accepted() + batch.undelivered() > 0);
        bar.setIndeterminate(false);
        bar.setMax(Math.max(1, batch.total()));
        bar.setValue(Math.min(batch.done(), Math.max(1, batch.total())));
        bar.setVisible(running && !waiting);
        goesOn.setVisible(running);
        address.setVisible(running);
        stop.setText(text(waiting ? "batch.undo" : "batch.stop"));
        stop.setVisible(running);
        problem.setText(batch.problem().orElse(""));
        problem.setVisible(batch.problem().isPresent());
        refused.show(running ? 0 : batch.refusedCount());
        undelivered.show(running ? 0 : batch.undelivered());
        download.setVisible(!running && batch.refusedCount() + batch.undelivered() > 0);
    }

    private static String startingSoon(Batch batch) {
        long seconds = batch.startsAt()
                .map(at -> Duration.between(Instant.now(), at).toSeconds() + 1)
                .orElse(0L);
        return text("batch.soon", seconds);
    }

    private static String progress(Batch batch) {
        return batch.state() == Batch.State.STOPPED && batch.done() == 0
                ? text("batch.undone")
                : text("batch." + batch.state(), batch.done(), batch.total(), batch.invited(), notInvited(batch));
    }

    /** The number for each reason. */
    private static String notInvited(Batch batch) {
        return batch.reasons().stream().map(group -> ", " + words(group)).collect(Collectors.joining());
    }

    private static String words(RefusedGroup group) {
        String key = "batch.not-invited." + group.type();
        return text(Texts.has(key) ? key : "batch.not-invited", group.count());
    }

    private List<Refusal> all() {
        return Stream.concat(
                        all((offset, limit) -> member.api().refusals(id, offset, limit)).stream(),
                        all((offset, limit) -> member.api().undelivered(id, offset, limit)).stream())
                .toList();
    }

    private static List<Refusal> all(BiFunction<Integer, Integer, List<Refusal>> pages) {
        var all = new ArrayList<Refusal>();
        List<Refusal> page = pages.apply(0, MAX_PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = pages.apply(all.size(), MAX_PAGE);
        }
        return all;
    }

    private void stop() {
        member.api().stopBatch(id);
        show(member.api().batch(id));
    }
}
