package latchkey.admin.activity;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.event.Event;
import latchkey.admin.ui.Times;

/** One event: time, plain words, person and network. */
final class EventLine extends ListItem {

    EventLine(Event event, SignedIn member, boolean everybody) {
        var times = Times.ofReader(member.home());
        var when = new Span(times.listed(event.at()));
        event.region()
                .ifPresent(code -> when.setTitle(times.in(member.region(code)).exact(event.at())));
        when.addClassName("when");
        var what = new Div();
        what.addClassName("what");
        if (everybody) {
            contact(event).ifPresent(link -> what.add(link, new Span(" · ")));
        }
        what.add(new Span(event.text()));
        var who = new Span(Stream.of(actor(event), event.network())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · ")));
        who.addClassName("who");
        add(when, new Div(what, who));
    }

    private static Optional<Anchor> contact(Event event) {
        if (event.kind().equals("contact-erased")) {
            return Optional.empty(); // there is no page to link to
        }
        return event.contactId()
                .map(id -> new Anchor("/contacts/" + id, event.contactName().orElseGet(() -> text("contact"))));
    }

    private static Optional<String> actor(Event event) {
        return switch (event.actor()) {
            case "client", "system", "unknown" -> Optional.of(text("actor." + event.actor()));
            default -> event.actorName();
        };
    }
}
