package latchkey.admin.web;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import latchkey.admin.api.Refused;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.frame.CurrentBrowser;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.Member;
import latchkey.admin.frame.SessionLimits;
import latchkey.admin.login.Access;
import latchkey.admin.session.EndedPage;
import org.slf4j.LoggerFactory;

/** What happens at the beginning and end of each page and session. */
public final class StartUp implements VaadinServiceInitListener {

    @Override
    public void serviceInit(ServiceInitEvent event) {
        VaadinService service = event.getSource();
        event.addIndexHtmlRequestListener(new PagePolicy());
        event.addVaadinRequestInterceptor(new RunningPages());
        service.setSystemMessagesProvider(info -> messages());
        var _ = service.addUIInitListener(init -> {
            SessionLimits.keep(init.getUI().getSession());
            renew(init.getUI().getSession());
            EndedPage.prepare(init.getUI());
            var _ = init.getUI().addBeforeEnterListener(new Access());
        });
        var _ = service.addSessionInitListener(init -> {
            SessionLimits.begin(init.getSession());
            init.getSession().setErrorHandler(new Failures());
        });
        var _ = service.addSessionDestroyListener(end -> leave(end.getSession()));
    }

    /** A page that is opened shows what its member may see now, or what is wrong with the backend or the session. */
    private static void renew(VaadinSession session) {
        Member.of(session).ifPresent(member -> {
            try {
                Member.set(session, member.asOfNow(CurrentBrowser.of(VaadinRequest.getCurrent())));
            } catch (Unavailable | Unauthorized | Refused e) {
                LoggerFactory.getLogger(StartUp.class).atDebug().setCause(e).log("Regions stay as they were");
            }
        });
    }

    private static void leave(VaadinSession session) {
        SessionLimits.end(session);
        Member.of(session).ifPresent(member -> member.changes().close());
    }

    private static SystemMessages messages() {
        var messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(true);
        messages.setSessionExpiredCaption(text("session.expired"));
        messages.setSessionExpiredMessage(text("session.expired.hint"));
        messages.setInternalErrorCaption(text("failure.internal"));
        messages.setInternalErrorMessage(text("failure.internal.hint"));
        return messages;
    }
}
