package latchkey.admin.session;

import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a page that still asks for news that its session is over. Vaadin's push would begin another session, whose
 * cookie would replace the one that the sign-in page in another tab has just received.
 */
public final class EndedPush extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(isPush(request) ? new NoNewSession(request) : request, response);
    }

    private static boolean isPush(HttpServletRequest request) {
        return RequestType.PUSH
                .getIdentifier()
                .equals(request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER));
    }

    private static final class NoNewSession extends HttpServletRequestWrapper {

        NoNewSession(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable HttpSession getSession() {
            return super.getSession(false);
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return super.getSession(false);
        }
    }
}
