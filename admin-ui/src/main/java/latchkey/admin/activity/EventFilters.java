package latchkey.admin.activity;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.event.EventFilter;
import latchkey.admin.api.region.Region;
import latchkey.admin.api.staff.Staff;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.Times;

/** Filters events by kind, person, region and day. Days are in the reader's time zone, like the times of the list. */
final class EventFilters extends Div {

    /** The kinds that the backend records; their names are in the message bundle. */
    static final List<String> KINDS = List.of(
            "invitation-sent",
            "invitation-resent",
            "invitation-renewed",
            "invitation-revoked",
            "invitation-accepted",
            "mail-sent",
            "mail-deferred",
            "mail-failed",
            "mail-bounced",
            "sign-in-succeeded",
            "sign-in-failed",
            "reset-requested",
            "reset-sent-by-staff",
            "reset-used",
            "password-changed",
            "signed-out",
            "session-ended",
            "link-refused",
            "account-disabled",
            "account-enabled",
            "account-unlocked",
            "account-signed-out",
            "contact-created",
            "contact-changed",
            "address-change-requested",
            "address-change-revoked",
            "contact-imported",
            "contact-data-read",
            "contact-erased",
            "contact-merged",
            "job-created",
            "job-changed",
            "job-deleted",
            "job-person-added",
            "job-person-removed",
            "contact-archived",
            "contact-restored",
            "staff-added",
            "staff-changed",
            "staff-ended",
            "staff-link-sent",
            "staff-activated",
            "staff-reset-requested",
            "staff-password-changed",
            "staff-renamed",
            "staff-session-ended",
            "staff-signed-in",
            "staff-sign-in-failed");

    private final transient Times times;
    private final ComboBox<String> kind = new ComboBox<>();
    private final ComboBox<Actor> actor = new ComboBox<>();
    private final Select<Region> region = new Select<>();
    private final DatePicker from = new DatePicker();
    private final DatePicker to = new DatePicker();

    /** Somebody who did something: the client, the system, or a staff member. */
    private record Actor(String id, String name) {}

    EventFilters(SignedIn member, Consumer<EventFilter> listener) {
        times = Times.ofReader(member.home());
        addClassName("filters");
        kind.setItems(KINDS);
        kind.setItemLabelGenerator(name -> text("event." + name));
        kind.setClearButtonVisible(true);
        kind.setPlaceholder(text("activity.kind"));
        kind.setAriaLabel(text("activity.kind"));
        actor.setItems(actors(List.of(member.staff())));
        actor.setItemLabelGenerator(Actor::name);
        actor.setClearButtonVisible(true);
        actor.setPlaceholder(text("activity.actor"));
        actor.setAriaLabel(text("activity.actor"));
        region.setItems(member.regions());
        region.setItemLabelGenerator(value -> value == null ? text("filter.region.all") : value.name());
        region.setEmptySelectionAllowed(true);
        region.setEmptySelectionCaption(text("filter.region.all"));
        region.setPlaceholder(text("filter.region.all"));
        region.setAriaLabel(text("filter.region"));
        region.setVisible(member.regions().size() > 1);
        day(from, text("activity.from"));
        day(to, text("activity.to"));
        List.<HasValue<?, ?>>of(kind, actor, region, from, to).forEach(field -> {
            var _ = field.addValueChangeListener(change -> Failures.guard(() -> listener.accept(value())));
        });
        add(kind, actor, region, from, to);
        if (member.staff().isAdmin()) {
            Failures.guard(() -> new DeferredContent()
                    .ask(() -> member.api().staff(), answer -> actor.setItems(actors(answer.get()))));
        }
    }

    private EventFilter value() {
        ZoneId zone = times.zone();
        return new EventFilter(
                kind.getOptionalValue(),
                actor.getOptionalValue().map(Actor::id),
                region.getOptionalValue().map(Region::code),
                from.getOptionalValue().map(day -> start(day, zone)),
                to.getOptionalValue().map(day -> start(day.plusDays(1), zone)));
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private void day(DatePicker picker, String label) {
        picker.setPlaceholder(label);
        picker.setAriaLabel(label);
        picker.setLocale(times.locale());
        picker.setClearButtonVisible(true);
    }

    /** Only admins may read the list of staff; others can choose only the client and the system. */
    private static List<Actor> actors(List<Staff> staff) {
        var others = Stream.of("client", "system", "unknown").map(id -> new Actor(id, text("actor." + id)));
        return Stream.concat(others, staff.stream().map(one -> new Actor(one.id(), one.name())))
                .toList();
    }
}
