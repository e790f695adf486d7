package latchkey.admin.web;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import latchkey.admin.account.AccountView;
import latchkey.admin.activity.ActivityView;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.StaffGate;
import latchkey.admin.contact.ContactsView;
import latchkey.admin.frame.FailureView;
import latchkey.admin.frame.ForbiddenView;
import latchkey.admin.frame.HomeView;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.frame.Member;
import latchkey.admin.frame.NotFoundView;
import latchkey.admin.importing.ImportView;
import latchkey.admin.invitation.BatchView;
import latchkey.admin.login.ActivationView;
import latchkey.admin.login.ForgotPasswordView;
import latchkey.admin.login.SignInView;
import latchkey.admin.staff.StaffView;
import org.jspecify.annotations.Nullable;

/** Every view of the app, and what it is made with. */
public final class Views implements InstantiatorFactory {

    public static final Set<Class<? extends Component>> ROUTES = Set.of(
            HomeView.class,
            SignInView.class,
            ActivationView.class,
            ForgotPasswordView.class,
            AccountView.class,
            ContactsView.class,
            ImportView.class,
            BatchView.class,
            ActivityView.class,
            StaffView.class);

    public static final Set<Class<? extends Component>> ERRORS =
            Set.of(NotFoundView.class, ForbiddenView.class, FailureView.class);

    @Override
    public Instantiator createInstantitor(VaadinService service) {
        return new ByHand(service);
    }

    private static final class ByHand extends DefaultInstantiator {

        private final transient Map<Class<?>, Supplier<? extends Component>> views = Map.of(
                SignInView.class, () -> new SignInView(gate()),
                MainLayout.class, () -> new MainLayout(member(), gate()),
                ContactsView.class, () -> new ContactsView(member()),
                ActivationView.class, () -> new ActivationView(gate()),
                ForgotPasswordView.class, () -> new ForgotPasswordView(gate()),
                AccountView.class, () -> new AccountView(member()),
                ImportView.class, () -> new ImportView(member()),
                BatchView.class, () -> new BatchView(member()),
                ActivityView.class, () -> new ActivityView(member()),
                StaffView.class, () -> new StaffView(member()));

        private final transient VaadinService service;

        ByHand(VaadinService service) {
            super(service);
            this.service = service;
        }

        @Override
        public <T> T getOrCreate(Class<T> type) {
            @Nullable Supplier<? extends Component> view = views.get(type);
            return view == null ? super.getOrCreate(type) : type.cast(view.get());
        }

        private StaffGate gate() {
            return service.getContext().getAttribute(StaffGate.class);
        }

        private static SignedIn member() {
            return Member.of(VaadinSession.getCurrent()).orElseThrow();
        }
    }
}
