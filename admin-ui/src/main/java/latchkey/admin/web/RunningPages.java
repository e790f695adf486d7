package latchkey.admin.web;

import com.vaadin.flow.server.HandlerHelper;
import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinRequestInterceptor;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import latchkey.admin.frame.SessionLimits;
import org.jspecify.annotations.Nullable;

/** Notices that a page runs in a browser. */
final class RunningPages implements VaadinRequestInterceptor {

    @Override
    public void requestStart(VaadinRequest request, VaadinResponse response) {
        // Nothing to do before the session is known.
    }

    @Override
    public void handleException(
            VaadinRequest request, VaadinResponse response, @Nullable VaadinSession session, Exception failure) {
        // Reported by whatever handles it.
    }

    @Override
    public void requestEnd(VaadinRequest request, VaadinResponse response, @Nullable VaadinSession session) {
        if (session != null && HandlerHelper.isRequestType(request, RequestType.UIDL)) {
            SessionLimits.run(session);
        }
    }
}
