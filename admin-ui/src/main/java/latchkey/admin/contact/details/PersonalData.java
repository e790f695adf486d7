package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;

/** What a person may ask for: a copy of all that is kept and, from administrators, erasure. */
final class PersonalData extends Details {

    PersonalData(SignedIn member, Contact contact, Runnable erased) {
        super(text("personal-data"));
        String id = contact.id();
        var download = new Anchor(
                DownloadHandler.fromInputStream(event -> new DownloadResponse(
                        member.api().dataOf(id), "contact-" + id + ".json", "application/json", -1)),
                text("personal-data.download"));
        var ways = new Div(download);
        ways.addClassName("ways");
        if (member.staff().isAdmin()) {
            ways.add(erase(member, contact, erased));
        }
        add(new Paragraph(text("personal-data.hint")), ways);
    }

    private static Component erase(SignedIn member, Contact contact, Runnable erased) {
        var button = new Button(text("erase"), click -> new EraseDialog(member, contact, erased).open());
        button.addThemeVariants(ButtonVariant.ERROR);
        return button;
    }
}
