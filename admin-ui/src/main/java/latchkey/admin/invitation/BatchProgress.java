package latchkey.admin.invitation;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.api.invitation.Batch;
import latchkey.admin.api.invitation.Refusal;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Live;

/** How far a batch is, and in the end every refusal. The batch goes on whether anybody looks or not. */
final class BatchProgress extends Div {

    private static final long AGAIN_MILLIS = 1000;
    private static final long LATER_MILLIS = 3000;
    private static final int ROWS_WITHOUT_SCROLLING = 6;

    /** As many refusals as the staff API gives in one answer. */
    private static final int MAX_PAGE = 1_000;

    private final transient SignedIn member;
    private final String id;
    private final Paragraph sentence = new Paragraph(text("batch.starting"));
    private final Paragraph problem = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph goesOn = new Paragraph(text("batch.goes-on"));
    private final ActionButton stop = new ActionButton(text("batch.stop"), this::stop);
    private final Grid<Refusal> refused = new Grid<>();
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
                        new ByteArrayInputStream(RefusalCsv.of(allRefusals())),
                        "refused-invitations.csv",
                        "text/csv; charset=utf-8",
                        -1)),
                text("batch.download"));
        refused.addColumn(refusal -> refusal.name().orElse(""))
                .setHeader(text("column.name"))
                .setWidth("8rem");
        refused.addColumn(refusal -> refusal.email().orElse(""))
                .setHeader(text("column.email"))
                .setWidth("13rem");
        refused.addColumn(Refusal::reason)
                .setHeader(text("column.reason"))
                .setWidth("11rem")
                .setFlexGrow(2);
        refused.setMaxHeight("16rem");
        refused.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", text("batch.bar"));
        stop.setVisible(false);
        refused.setVisible(false);
        download.setVisible(false);
        problem.setVisible(false);
        add(sentence, problem, bar, goesOn, address, stop, refused, download);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        look(event.getUI());
    }

    /** Asks off the page's lock: a backend that is slow to answer holds up nothing else. */
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
        }
    }

    /** The batch goes on whatever keeps the page from seeing it. */
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
        sentence.setText(
                text("batch." + batch.state(), batch.done(), batch.total(), batch.invited(), batch.refusedCount()));
        bar.setIndeterminate(false);
        bar.setMax(Math.max(1, batch.total()));
        bar.setValue(Math.min(batch.done(), Math.max(1, batch.total())));
        bar.setVisible(running);
        goesOn.setVisible(running);
        address.setVisible(running);
        stop.setVisible(running);
        problem.setText(batch.problem().orElse(""));
        problem.setVisible(batch.problem().isPresent());
        boolean hasRefusals = !running && batch.refusedCount() > 0;
        if (hasRefusals) {
            refused.setItems(
                    query -> member.api().refusals(id, query.getOffset(), query.getLimit()).stream(),
                    query -> batch.refusedCount());
        }
        refused.setAllRowsVisible(batch.refusedCount() <= ROWS_WITHOUT_SCROLLING);
        refused.setVisible(hasRefusals);
        download.setVisible(hasRefusals);
    }

    private List<Refusal> allRefusals() {
        var all = new ArrayList<Refusal>();
        List<Refusal> page = member.api().refusals(id, 0, MAX_PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = member.api().refusals(id, all.size(), MAX_PAGE);
        }
        return all;
    }

    private void stop() {
        member.api().stopBatch(id);
        show(member.api().batch(id));
    }
}
