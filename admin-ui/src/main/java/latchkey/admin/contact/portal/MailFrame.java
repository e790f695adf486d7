package latchkey.admin.contact.portal;

import com.vaadin.flow.component.html.IFrame;

/** A mail as its reader sees it, in a frame where no script runs and no link works. */
final class MailFrame extends IFrame {

    MailFrame(String subject, String html) {
        addClassName("mail-frame");
        setTitle(subject);
        getElement().setAttribute("sandbox", "");
        setSrcdoc(html);
    }
}
