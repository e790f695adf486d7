package latchkey.admin.activity;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.event.Event;
import latchkey.admin.api.event.EventFilter;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.Skeleton;

/** Events, newest first, with older ones on demand. */
public final class EventFeed extends Div {

    private static final int PAGE = 50;

    /** Reads events: those older than the id, or the newest. */
    private interface Source {
        List<Event> read(Optional<String> before);
    }

    private final transient SignedIn member;
    private final boolean everybody;
    private transient Source source;
    private final transient List<Event> shown = new ArrayList<>();
    private final OrderedList list = new OrderedList();
    private final Skeleton waiting = new Skeleton(8);
    private final Paragraph nothing = new Paragraph(text("activity.none"));
    private final transient DeferredContent content = new DeferredContent();
    private final Button older = new Button(text("activity.older"), click -> older());

    private EventFeed(SignedIn member, boolean everybody, Source source) {
        this.member = member;
        this.everybody = everybody;
        this.source = source;
        addClassName("feed");
        list.addClassName("events");
        nothing.addClassName("empty");
        nothing.setVisible(false);
        older.setDisableOnClick(true);
        older.addThemeVariants(ButtonVariant.TERTIARY);
        older.setVisible(false);
        add(waiting, list, nothing, older);
    }

    /** The history of one contact. */
    public static EventFeed of(SignedIn member, String contactId) {
        return new EventFeed(member, false, before -> member.api().eventsOf(contactId, before, PAGE));
    }

    static EventFeed ofEverybody(SignedIn member) {
        return new EventFeed(member, true, before -> member.api().events(EventFilter.ALL, before, PAGE));
    }

    void show(EventFilter filter) {
        source = before -> member.api().events(filter, before, PAGE);
        shown.clear();
        list.removeAll();
        nothing.setText(text(filter.equals(EventFilter.ALL) ? "activity.none" : "activity.none.filtered"));
        nothing.setVisible(false);
        older.setVisible(false);
        waiting.setVisible(true);
        refresh();
    }

    /** Adds new events on top; those already read stay. */
    public void refresh() {
        Source asked = source;
        Failures.guard(() -> content.ask(() -> asked.read(Optional.empty()), newest -> add(newest.get())));
    }

    private void add(List<Event> newest) {
        List<Event> fresh = newest;
        if (overlaps(newest)) {
            fresh = newest.stream().filter(event -> !shown.contains(event)).toList();
        } else {
            shown.clear();
            list.removeAll();
            older.setVisible(newest.size() == PAGE);
        }
        // Existing lines stay: replacing one would lose a click on it.
        for (int i = 0; i < fresh.size(); i++) {
            shown.add(i, fresh.get(i));
            list.addComponentAtIndex(i, line(fresh.get(i)));
        }
        waiting.setVisible(false);
        nothing.setVisible(shown.isEmpty());
    }

    private boolean overlaps(List<Event> newest) {
        return newest.stream().anyMatch(shown::contains);
    }

    private void older() {
        try {
            List<Event> more = source.read(Optional.of(shown.getLast().id()));
            shown.addAll(more);
            more.forEach(event -> list.add(line(event)));
            older.setVisible(more.size() == PAGE);
        } finally {
            older.setEnabled(true);
        }
    }

    private EventLine line(Event event) {
        return new EventLine(event, member, everybody);
    }
}
