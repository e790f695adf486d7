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
import latchkey.admin.app.AppsView;
import latchkey.admin.contact.ContactsView;
import latchkey.admin.frame.FailureView;
import latchkey.admin.frame.ForbiddenView;
import latchkey.admin.frame.HomeView;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.frame.Member;
import latchkey.admin.frame.NotFoundView;
import latchkey.admin.importing.ImportView;
import latchkey.admin.invitation.BatchView;
import latchkey.admin.job.JobsView;
import latchkey.admin.login.ActivationView;
import latchkey.admin.login.ForgotPasswordView;
import latchkey.admin.login.SignInView;
import latchkey.admin.staff.StaffView;
import org.jspecify.annotations.Nullable;

/** Every view of the app, and how it is created. */
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
            StaffView.class,
            JobsView.class,
            AppsView.class);

    public static final Set<Class<? extends Component>> ERRORS =
            Set.of(NotFoundView.class, ForbiddenView.class, FailureView.class);

    @Override
    public Instantiator createInstantitor(VaadinService service) {
        return new ByHand(service);
    }

    private static final class ByHand extends DefaultInstantiator {

        private final transient Map<Class<?>, Supplier<? extends Component>> views = Map.ofEntries(
                view(SignInView.class, () -> new SignInView(gate())),
                view(MainLayout.class, () -> new MainLayout(member(), gate())),
                view(ContactsView.class, () -> new ContactsView(member())),
                view(ActivationView.class, () -> new ActivationView(gate())),
                view(ForgotPasswordView.class, () -> new ForgotPasswordView(gate())),
                view(AccountView.class, () -> new AccountView(member())),
                view(ImportView.class, () -> new ImportView(member())),
                view(BatchView.class, () -> new BatchView(member())),
                view(ActivityView.class, () -> new ActivityView(member())),
                view(StaffView.class, () -> new StaffView(member())),
                view(JobsView.class, () -> new JobsView(member())),
                view(AppsView.class, () -> new AppsView(member())));

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

        private static Map.Entry<Class<?>, Supplier<? extends Component>> view(
                Class<?> type, Supplier<? extends Component> maker) {
            return Map.entry(type, maker);
        }

        private StaffGate gate() {
            return service.getContext().getAttribute(StaffGate.class);
        }

        private static SignedIn member() {
            return Member.of(VaadinSession.getCurrent()).orElseThrow();
        }
    }
}
