package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import latchkey.admin.ui.Brand;
import latchkey.admin.ui.Titles;
import org.slf4j.LoggerFactory;

/** Shown if a view could not be opened because of a fault of ours. */
@AnonymousAllowed
public final class FailureView extends Main implements HasErrorParameter<Exception>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
        LoggerFactory.getLogger(FailureView.class)
                .atError()
                .setCause(error.getCaughtException())
                .log("A view could not be opened");
        addClassName("door");
        add(new Brand(), new DeadEnd(text("failure.internal"), text("failure.internal.hint")));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("failure.internal"));
    }
}
