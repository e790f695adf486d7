package latchkey.admin.frame;

import com.vaadin.flow.server.VaadinSession;
import java.util.Optional;
import latchkey.admin.api.SignedIn;

/** Who is signed in in a browser. */
public final class Member {

    private Member() {}

    public static Optional<SignedIn> of(VaadinSession session) {
        return Optional.ofNullable(session.getAttribute(SignedIn.class));
    }

    public static void set(VaadinSession session, SignedIn member) {
        session.setAttribute(SignedIn.class, member);
    }
}
