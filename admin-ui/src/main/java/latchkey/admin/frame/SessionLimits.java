package latchkey.admin.frame;

import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.slf4j.LoggerFactory;

/**
 * How long idle sessions last, and how many there may be without a sign-in. Any program can begin sessions, and each
 * takes memory. Those whose page never ran in a browser end first, so that programs don't end the sign-in pages that
 * people have open.
 */
public final class SessionLimits {

    /** Three heartbeats of an open page. */
    private static final Duration IDLE_OF_STRANGER = Duration.ofMinutes(15);

    private final Duration idleOfMember;
    private final Strangers withoutPage;
    private final Strangers withPage;

    /** @param mostWithPage sessions without a sign-in whose page runs in a browser */
    public SessionLimits(Duration idleOfMember, int mostWithoutPage, int mostWithPage) {
        this.idleOfMember = idleOfMember;
        withoutPage = new Strangers(mostWithoutPage);
        withPage = new Strangers(mostWithPage);
    }

    /** Counts a new session, in which nobody has signed in yet. */
    public static void begin(VaadinSession session) {
        of(session).ifPresent(limits -> limits.withoutPage.add(session));
    }

    /** The page has sent a request of its own, so it runs in a browser. */
    public static void run(VaadinSession session) {
        of(session).filter(limits -> limits.withoutPage.remove(session)).ifPresent(limits -> {
            idle(session, IDLE_OF_STRANGER);
            limits.withPage.add(session);
        });
    }

    /** A session with a signed-in member no longer counts, and may be idle for the configured time. */
    public static void keep(VaadinSession session) {
        of(session).filter(limits -> Member.of(session).isPresent()).ifPresent(limits -> {
            limits.remove(session);
            idle(session, limits.idleOfMember);
        });
    }

    public static void end(VaadinSession session) {
        of(session).ifPresent(limits -> limits.remove(session));
    }

    private static Optional<SessionLimits> of(VaadinSession session) {
        return Optional.ofNullable(session.getService().getContext().getAttribute(SessionLimits.class));
    }

    private static void idle(VaadinSession session, Duration longest) {
        session.getSession().setMaxInactiveInterval(Math.toIntExact(longest.toSeconds()));
    }

    private void remove(VaadinSession session) {
        var _ = withoutPage.remove(session);
        var _ = withPage.remove(session);
    }

    /** Sessions, the oldest first; if there are too many, that one ends. */
    private static final class Strangers {

        private final int most;
        private final SequencedSet<VaadinSession> sessions = new LinkedHashSet<>();

        Strangers(int most) {
            this.most = most;
        }

        void add(VaadinSession session) {
            tooMany(session).ifPresent(oldest -> {
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

        synchronized boolean remove(VaadinSession session) {
            return sessions.remove(session);
        }

        private synchronized Optional<VaadinSession> tooMany(VaadinSession added) {
            sessions.add(added);
            return sessions.size() > most ? Optional.of(sessions.removeFirst()) : Optional.empty();
        }
    }
}
