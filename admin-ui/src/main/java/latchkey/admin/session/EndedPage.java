package latchkey.admin.session;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.PendingJavaScriptResult;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A page whose session this server no longer has. A dialog of ours, in place of Vaadin's box, says so and why; what was
 * typed stays in the browser's tab, and is restored once the same member has signed in
 * (docs/decisions/031-nothing-typed-is-lost.md).
 */
public final class EndedPage {

    private static final String SCRIPT = "session.js";

    private EndedPage() {}

    /** For a page where nobody is signed in yet. */
    public static void prepare(UI ui) {
        ui.getPage().addJavaScript(SCRIPT);
        var _ = begin(
                ui,
                "",
                Map.of(
                        "title", text("session.unknown"),
                        "idle", text("session.unknown.idle"),
                        "restarted", text("session.restarted"),
                        "kept", text("session.kept.unknown"),
                        "button", text("session.reload"),
                        "reload", text("session.reload"),
                        "expired", text("session.expired")));
    }

    /**
     * For a page of a member.
     *
     * @param dialog receives the title of a dialog that must be reopened before what was typed in it can be restored
     */
    public static void prepare(UI ui, String member, Consumer<String> dialog) {
        begin(
                        ui,
                        member,
                        Map.of(
                                "title", text("session.expired"),
                                "idle", text("session.idle"),
                                "restarted", text("session.restarted"),
                                "signedOut", text("session.signed-out"),
                                "kept", text("session.kept"),
                                "button", text("session.again"),
                                "reload", text("session.reload"),
                                "expired", text("session.expired")))
                .then(String.class, title -> {
                    if (!title.isEmpty()) {
                        dialog.accept(title);
                    }
                });
    }

    /** Tells the browser's other tabs that the member signed out in this one. */
    public static void tellOtherTabs(UI ui) {
        var _ = ui.getPage().executeJs("latchkeySession.signedOut()");
    }

    /** Forgets what was typed within the component: it has been saved or discarded. */
    public static void forgetTyped(Component component) {
        var _ = component.getElement().executeJs("latchkeySession.forget(this)");
    }

    /** For text that confirms something, which must be typed again each time. */
    public static void neverKeep(Component field) {
        field.getElement().setAttribute("data-never-kept", true);
    }

    private static PendingJavaScriptResult begin(UI ui, String member, Map<String, String> words) {
        return ui.getPage()
                .executeJs(
                        "return latchkeySession.begin($0, $1, $2)",
                        member,
                        ui.getSession().getSession().getMaxInactiveInterval(),
                        words);
    }
}
