package latchkey.admin.frame;

import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.util.Optional;

/** How long a session lasts while nobody uses it. */
public record SessionIdle(Duration ofMember) {

    /**
     * Three heartbeats of an open page. Any program can ask for a page as a browser does, and each of its sessions takes
     * memory: only who has signed in may leave it alone for longer.
     */
    private static final Duration OF_STRANGER = Duration.ofMinutes(15);

    /** As long as this session may be idle, by whether somebody is signed in. */
    public static void keep(VaadinSession session) {
        Optional.ofNullable(session.getService().getContext().getAttribute(SessionIdle.class))
                .map(idle -> Member.of(session).isPresent() ? idle.ofMember() : OF_STRANGER)
                .ifPresent(idle -> session.getSession().setMaxInactiveInterval(Math.toIntExact(idle.toSeconds())));
    }
}
