package latchkey.admin;

import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.browserless.internal.Routes;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.Browser;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.StaffGate;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.frame.DeferredContent.Blink;
import latchkey.admin.frame.FailureView;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.frame.Member;
import latchkey.admin.stub.StubApi;
import latchkey.admin.ui.Live;
import latchkey.admin.web.Views;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of views without a browser, on a stub of the staff API, with an admin signed in. */
public abstract class UiTest extends BrowserlessTest {

    /** What comes at once comes within it, however busy the machine is. */
    private static final Blink PATIENT = new Blink(20_000);

    protected final StubApi api = new StubApi();
    protected final StaffGate gate = new StaffGate(api.uri(), Live::isAsked);

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        super.initVaadinEnvironment();
        VaadinService.getCurrent().getContext().setAttribute(StaffGate.class, gate);
        blinks(PATIENT);
        signIn("admin@sandbox.test");
    }

    @AfterEach
    @Override
    protected void cleanVaadinEnvironment() {
        Member.of(VaadinSession.getCurrent())
                .ifPresent(member -> member.changes().close());
        super.cleanVaadinEnvironment();
        api.close();
    }

    @Override
    protected Set<Class<?>> lookupServices() {
        return Set.of(Views.class);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected synchronized Routes discoverRoutes() {
        Set<Class<? extends HasErrorParameter<?>>> errors = Views.ERRORS.stream()
                .map(view -> (Class<? extends HasErrorParameter<?>>) view)
                .collect(Collectors.toCollection(HashSet::new));
        Set<Class<? extends RouterLayout>> layouts = new HashSet<>(Set.of(MainLayout.class));
        return new Routes(new HashSet<>(Views.ROUTES), errors, layouts, true);
    }

    @CanIgnoreReturnValue
    protected SignedIn signIn(String email) {
        SignedIn member = gate.signIn(email, StubApi.PASSWORD, new Browser("192.0.2.7", "Firefox", Optional.empty()));
        Member.set(VaadinSession.getCurrent(), member);
        return member;
    }

    /** From now on a page waits for an answer no longer than in production. */
    protected void waitsAsUsual() {
        blinks(Blink.USUAL);
    }

    private static void blinks(Blink blink) {
        VaadinService.getCurrent().getContext().setAttribute(Blink.class, blink);
    }

    protected Button button(String text) {
        return find(Button.class).withText(text).single();
    }

    /** Presses a button; what its action throws goes where the servlet would send it. */
    protected void press(String text) {
        try {
            test(button(text)).click();
        } catch (Refused | Unauthorized | Unavailable e) {
            VaadinSession.getCurrent().getErrorHandler().error(new ErrorEvent(e));
        }
    }

    /** Everything that can be read below a component. */
    protected static String words(Component component) {
        return component.getElement().getTextRecursively();
    }

    /** What can be read in the view and in open dialogs. */
    protected String page() {
        return Stream.concat(Stream.of((Component) getCurrentView()), find(Dialog.class).all().stream())
                .map(UiTest::words)
                .collect(Collectors.joining("\n"));
    }

    /** Whether the banner stands there that the backend can't be reached. */
    protected boolean outageIsTold() {
        return find(Div.class).withClassName("outage").exists();
    }

    protected String notices() {
        return find(Notification.class).all().stream()
                .map(notice -> test(notice).getText() + words(notice))
                .collect(Collectors.joining("\n"));
    }

    /** Waits until it is so, letting the page hear of changes meanwhile. */
    protected void eventually(BooleanSupplier condition) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    MockVaadin.clientRoundtrip();
                    if (getCurrentView() instanceof FailureView) {
                        throw new AssertionError("The view could not be opened; what is logged says why");
                    }
                    return condition.getAsBoolean();
                });
    }
}
