package latchkey.admin.app;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.app.App;
import latchkey.admin.api.region.Region;
import latchkey.admin.ui.Facts;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Times;

/** One application: its configuration, its last use, and what its library needs. */
final class AppSection extends Section {

    private final transient App app;
    private final Select<Region> region = new Select<>();
    private final Select<ClientLibrary> library = new Select<>();
    private final Pre configuration = new Pre();

    AppSection(SignedIn member, App app) {
        this.app = app;
        List<Region> regions = member.regions().stream()
                .filter(one -> app.regions().contains(one.code()))
                .toList();
        add(new H2(app.name()), facts(member, regions));
        if (!regions.isEmpty()) {
            add(new Details(text("apps.configuration"), configuration(regions)));
        }
    }

    private Facts facts(SignedIn member, List<Region> regions) {
        var times = Times.ofReader(member.home());
        return new Facts()
                .with(text("apps.id"), Optional.of(app.id()))
                .with(text("apps.secret"), Optional.of(text(app.isPublic() ? "apps.secret.none" : "apps.secret.set")))
                .with(
                        text("apps.regions"),
                        Optional.of(regions.stream().map(Region::name).collect(Collectors.joining(", "))))
                .with(text("apps.redirect"), lines(app.redirectUrls()))
                .with(text("apps.logout"), lines(app.logoutUrls()))
                .with(text("apps.backchannel"), app.backchannelLogoutUrl())
                .with(
                        text("apps.last"),
                        Optional.of(app.lastSignInAt()
                                .map(at -> times.relative(at, Instant.now()))
                                .orElse(text("apps.last.never"))));
    }

    private Div configuration(List<Region> regions) {
        region.setLabel(text("field.region"));
        region.setItems(regions);
        region.setItemLabelGenerator(Region::name);
        region.setValue(regions.getFirst());
        region.setVisible(regions.size() > 1);
        library.setLabel(text("apps.library"));
        library.setItems(ClientLibrary.values());
        library.setItemLabelGenerator(ClientLibrary::title);
        library.setValue(ClientLibrary.OPENID_CLIENT);
        var _ = region.addValueChangeListener(change -> show());
        var _ = library.addValueChangeListener(change -> show());
        configuration.getElement().setAttribute("tabindex", "0");
        show();
        var copy = new Button(text("apps.copy"), click -> copy());
        var choice = new Div(region, library, copy);
        choice.addClassName("filters");
        return new Div(choice, configuration);
    }

    private void show() {
        configuration.setText(library.getValue().configuration(app, region.getValue()));
    }

    /** Browsers allow the clipboard only to pages over https or from this machine. */
    private void copy() {
        configuration
                .getElement()
                .executeJs(
                        "return navigator.clipboard ? navigator.clipboard.writeText(this.textContent).then(() => true)"
                                + " : false")
                .then(Boolean.class, done -> Notice.done(text(done ? "apps.copied" : "apps.copy.by-hand")));
    }

    private static Optional<String> lines(List<String> urls) {
        return Optional.of(String.join(", ", urls)).filter(text -> !text.isEmpty());
    }
}
