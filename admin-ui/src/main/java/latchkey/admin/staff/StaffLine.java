package latchkey.admin.staff;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.stream.Collectors;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.staff.Staff;
import latchkey.admin.ui.Times;

/** One staff member: name, role, and whether they have signed in yet. */
final class StaffLine extends ListItem {

    StaffLine(Staff staff, SignedIn member, Component menu) {
        addClassName("member");
        var name = new Span(staff.name());
        name.addClassName("name");
        add(
                new Div(name, quiet(staff.email())),
                new Div(new Span(text("role." + staff.role())), quiet(regions(staff, member))),
                badge(staff.status().orElse(Staff.Status.ACTIVE)),
                lastSignIn(staff, member),
                menu);
    }

    private static String regions(Staff staff, SignedIn member) {
        return staff.isAdmin()
                ? text("filter.region.all")
                : staff.regions().stream()
                        .map(code -> member.region(code).name())
                        .collect(Collectors.joining(", "));
    }

    private static Badge badge(Staff.Status status) {
        var badge = new Badge(text("staff.status." + status));
        badge.addClassName(
                switch (status) {
                    case INVITED -> "aura-accent-blue";
                    case ACTIVE -> "aura-accent-green";
                    case ENDED -> "aura-accent-neutral";
                });
        return badge;
    }

    /** How long ago; the exact time on hover. */
    private static Span lastSignIn(Staff staff, SignedIn member) {
        var times = Times.ofReader(member.home());
        var line = quiet(staff.lastSignInAt()
                .map(at -> text("staff.signed-in", times.relative(at, Instant.now())))
                .orElse(text("staff.signed-in.never")));
        staff.lastSignInAt().ifPresent(at -> line.setTitle(times.listed(at)));
        return line;
    }

    private static Span quiet(String words) {
        var span = new Span(words);
        span.addClassName("hint");
        return span;
    }
}
