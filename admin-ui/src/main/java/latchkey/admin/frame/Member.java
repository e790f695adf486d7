package latchkey.admin.frame;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import java.util.Optional;
import latchkey.admin.api.SignedIn;

/** The member who is signed in in this browser. */
public final class Member {

    private Member() {}

    public static Optional<SignedIn> of(VaadinSession session) {
        return Optional.ofNullable(session.getAttribute(SignedIn.class));
    }

    /** Gives the session a new id, as each sign-in must. */
    public static void renewSession() {
        VaadinService.reinitializeSession(VaadinRequest.getCurrent());
        SessionLimits.keep(VaadinSession.getCurrent());
    }

    /** A signed-in member's session may be idle for the configured time. */
    public static void set(VaadinSession session, SignedIn member) {
        session.setAttribute(SignedIn.class, member);
        SessionLimits.keep(session);
    }
}
