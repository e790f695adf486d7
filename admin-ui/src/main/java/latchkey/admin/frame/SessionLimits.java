package latchkey.admin.frame;

import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.slf4j.LoggerFactory;

/** How long a session lasts while nobody uses it, and in how many nobody may have signed in. */
public final class SessionLimits {

    /** Three heartbeats of an open page. */
    private static final Duration IDLE_OF_STRANGER = Duration.ofMinutes(15);

    private final Duration idleOfMember;
    private final int mostStrangers;
    private final SequencedSet<VaadinSession> strangers = new LinkedHashSet<>();

    /** @param mostStrangers any program can ask for a page, and each of its sessions takes memory */
    public SessionLimits(Duration idleOfMember, int mostStrangers) {
        this.idleOfMember = idleOfMember;
        this.mostStrangers = mostStrangers;
    }

    /** In a new session nobody has signed in. Where there are too many of these, the oldest ends. */
    public static void begin(VaadinSession session) {
        of(session).flatMap(limits -> limits.add(session)).ifPresent(oldest -> {
            try {
                oldest.getSession().invalidate();
            } catch (IllegalStateException e) {
                LoggerFactory.getLogger(SessionLimits.class)
                        .atDebug()
                        .setCause(e)
                        .log("It ended meanwhile");
            }
        });
    }

    /** From now on the session may be idle for as long as it may be with somebody signed in, or with nobody. */
    public static void keep(VaadinSession session) {
        of(session)
                .map(limits -> limits.idle(session))
                .ifPresent(idle -> session.getSession().setMaxInactiveInterval(Math.toIntExact(idle.toSeconds())));
    }

    public static void end(VaadinSession session) {
        of(session).ifPresent(limits -> limits.remove(session));
    }

    private static Optional<SessionLimits> of(VaadinSession session) {
        return Optional.ofNullable(session.getService().getContext().getAttribute(SessionLimits.class));
    }

    /** The one that has to go, if any. */
    private synchronized Optional<VaadinSession> add(VaadinSession session) {
        strangers.add(session);
        return strangers.size() > mostStrangers ? Optional.of(strangers.removeFirst()) : Optional.empty();
    }

    private Duration idle(VaadinSession session) {
        if (Member.of(session).isEmpty()) {
            return IDLE_OF_STRANGER;
        }
        remove(session);
        return idleOfMember;
    }

    private synchronized void remove(VaadinSession session) {
        strangers.remove(session);
    }
}
