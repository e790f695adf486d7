package latchkey.admin.contact.portal;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.mail.SentMail;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.Shown;
import latchkey.admin.ui.Times;

/** The mails sent to a client, newest first; read when it is opened. */
final class SentMails extends Details {

    private final transient SignedIn member;
    private final transient Contact contact;
    private final transient Times times;
    private final Div list = new Div();
    private final transient Shown<List<SentMail>> shown = new Shown<>();
    private final transient DeferredContent content = new DeferredContent();

    SentMails(SignedIn member, Contact contact, Times times) {
        super(text("mails"));
        this.member = member;
        this.contact = contact;
        this.times = times;
        addClassName("sent-mails");
        add(list);
        var _ = addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                read();
            }
        });
    }

    boolean areOf(Contact other) {
        return contact.id().equals(other.id()) && contact.region().equals(other.region());
    }

    /** Rereads them if they are open. */
    void refresh() {
        if (isOpened()) {
            read();
        }
    }

    private void read() {
        Failures.guard(() ->
                content.ask(() -> member.api().mails(contact.id()), mails -> shown.show(mails.get(), this::draw)));
    }

    private void draw(List<SentMail> mails) {
        list.removeAll();
        if (mails.isEmpty()) {
            list.add(new Paragraph(text("mails.none")));
            return;
        }
        var items = new UnorderedList();
        mails.forEach(mail -> items.add(new ListItem(line(mail), status(mail))));
        list.add(items);
    }

    private Component line(SentMail mail) {
        var open = new Button(
                mail.subject().orElseGet(() -> text("mails." + mail.kind())),
                click -> Failures.guard(
                        () -> dialog(member.api().mail(contact.id(), mail.id())).open()));
        open.addThemeVariants(ButtonVariant.TERTIARY);
        return open;
    }

    private Component status(SentMail mail) {
        var status = new Span(
                text("mails.line", mail.recipient(), times.exact(mail.createdAt()), text("mail." + mail.status())));
        status.addClassName("quiet");
        return status;
    }

    private Dialog dialog(SentMail mail) {
        var dialog = new Dialog();
        dialog.setHeaderTitle(mail.subject().orElseGet(() -> text("mails." + mail.kind())));
        dialog.setWidth("44rem");
        dialog.add(new Paragraph(
                text("mails.line", mail.recipient(), times.exact(mail.createdAt()), text("mail." + mail.status()))));
        mail.detail().ifPresent(words -> dialog.add(new Paragraph(text("mails.server", words))));
        dialog.add(mail.html()
                .<Component>map(html -> new MailFrame(mail.subject().orElse(""), html))
                .orElseGet(() -> new Paragraph(text("mails.no-copy"))));
        dialog.getFooter().add(new Button(text("close"), click -> dialog.close()));
        return dialog;
    }
}
