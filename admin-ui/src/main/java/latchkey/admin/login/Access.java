package latchkey.admin.login;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.NavigationAccessControl;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;
import latchkey.admin.api.SignedIn;
import latchkey.admin.frame.Member;
import org.jspecify.annotations.Nullable;

/** Who may open which view, by its annotations. A convenience only: the backend authorises every call. */
public final class Access extends NavigationAccessControl {

    public Access() {
        setLoginView(SignInView.class);
    }

    @Override
    protected @Nullable Principal getPrincipal(VaadinRequest request) {
        return member().map(member -> (Principal) () -> member.staff().id()).orElse(null);
    }

    @Override
    protected Predicate<String> getRolesChecker(VaadinRequest request) {
        return role -> member().stream()
                .anyMatch(member -> member.staff().role().name().equalsIgnoreCase(role));
    }

    private static Optional<SignedIn> member() {
        return Optional.ofNullable(VaadinSession.getCurrent()).flatMap(Member::of);
    }
}
