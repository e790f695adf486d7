package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.api.contact.Counts;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.api.importing.Import;
import latchkey.admin.api.region.Region;
import latchkey.admin.ui.Live;
import org.jspecify.annotations.Nullable;

/** The search and filters: region, status, import, trouble; each choice shows its number of contacts. */
final class ContactFilters extends Div {

    /** Combines only what arrives together, as a paste does: each key's result has to show within 200 ms. */
    private static final int PAUSE_MILLIS = 20;

    /** The badge of an invitation that did not arrive. */
    private static final String UNDELIVERED = "undelivered";

    private static final List<String> STATUSES = Stream.of(PortalStatus.values())
            .flatMap(status ->
                    status == PortalStatus.INVITED ? Stream.of(status.name(), UNDELIVERED) : Stream.of(status.name()))
            .toList();

    /** Imports to choose from. */
    private static final int MOST_IMPORTS = 50;

    private final TextField search = new TextField();
    /** The statuses, and what a badge says in place of one. */
    private final Select<String> status = new Select<>();

    private final Select<Region> region = new Select<>();
    private final ImportChoice imports;
    private final TroubleToggle trouble = new TroubleToggle(this::toggled);
    /** Visible while only archived contacts are shown. */
    private final Button archived =
            new Button(text("filter.archived"), new Icon(VaadinIcon.CLOSE_SMALL), click -> leaveArchive());

    private final transient SignedIn member;
    private final transient Consumer<Filter> listener;
    private transient Counts counts = new Counts(Map.of(), Map.of(), 0);
    private boolean silent;

    /** @param entered is run when Enter is pressed in the search */
    ContactFilters(SignedIn member, Consumer<Filter> listener, Runnable entered) {
        this.member = member;
        this.listener = listener;
        imports = new ImportChoice(member);
        addClassName("filters");
        search.setPlaceholder(text("search"));
        search.setAriaLabel(text("search.label"));
        search.setPrefixComponent(new Icon(VaadinIcon.SEARCH));
        var key = new Span("/");
        key.addClassName("key");
        key.getElement().setAttribute("aria-hidden", "true");
        search.setSuffixComponent(key);
        search.setClearButtonVisible(true);
        search.setMaxLength(200);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(PAUSE_MILLIS);
        search.addClassName("search");
        var _ = search.addKeyPressListener(Key.ENTER, press -> entered.run());
        archived.addThemeVariants(ButtonVariant.TERTIARY);
        archived.addClassName("trouble");
        archived.setIconAfterText(true);
        archived.setAriaLabel(text("filter.archived.leave"));
        archived.setVisible(false);
        choice(status, text("filter.status"), text("filter.status.all"), STATUSES);
        choice(region, text("filter.region"), text("filter.region.all"), member.regions());
        choice(imports, text("filter.import"), text("filter.import.all"), List.of());
        label();
        var _ = search.addValueChangeListener(change -> changed());
        var _ = status.addValueChangeListener(change -> chosen(change.getOldValue()));
        var _ = region.addValueChangeListener(change -> changed());
        var _ = imports.addValueChangeListener(change -> changed());
        region.setVisible(member.regions().size() > 1);
        add(search, status, region, imports, trouble, archived);
    }

    Filter value() {
        return new Filter(
                Optional.of(search.getValue().strip()).filter(typed -> !typed.isEmpty()),
                region.getOptionalValue().map(Region::code),
                status.getOptionalValue()
                        .filter(name -> !name.equals(UNDELIVERED))
                        .map(PortalStatus::valueOf),
                imports.getOptionalValue(),
                Optional.of(Filter.TROUBLE).filter(shown -> trouble.isOn()),
                Optional.of(Filter.ARCHIVED).filter(shown -> archived.isVisible()));
    }

    void show(Filter filter, SignedIn member) {
        silent = true;
        if (!value().search().equals(filter.search())) {
            search.setValue(filter.search().orElse(""));
        }
        region.setValue(member.regions().stream()
                .filter(known -> filter.region().equals(Optional.of(known.code())))
                .findFirst()
                .orElse(null));
        status.setValue(filter.status()
                .map(PortalStatus::name)
                .or(() -> filter.mail().map(mail -> UNDELIVERED))
                .orElse(null));
        imports.choose(filter.importId());
        trouble.set(filter.mail().isPresent());
        archived.setVisible(filter.archived().isPresent());
        silent = false;
    }

    void show(List<Import> known) {
        silent = true;
        imports.show(known);
        silent = false;
    }

    void show(Counts seen) {
        if (!counts.equals(seen)) {
            counts = seen;
            trouble.count(seen.mailTrouble());
            label();
        }
    }

    /**
     * The slash key moves the cursor to the search, unless something is being typed elsewhere; the down arrow leads
     * from there to the rows.
     */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        askForImports(event.getUI());
        var _ = search.getElement().executeJs("""
            const field = this;
            const listener = event => {
                if (!field.isConnected) {
                    document.removeEventListener('keydown', listener);
                    return;
                }
                const typing = event.composedPath().some(node => ['INPUT', 'TEXTAREA'].includes(node.nodeName));
                if (event.key === '/' && !typing) {
                    event.preventDefault();
                    field.focus();
                }
            };
            document.addEventListener('keydown', listener);
            field.addEventListener('keydown', event => {
                const row = document.querySelector('vaadin-grid.contacts')?.shadowRoot.querySelector('tbody [tabindex="0"]');
                if (event.key === 'ArrowDown' && row) {
                    event.preventDefault();
                    row.focus();
                }
            });
            """);
    }

    /** In the background: nothing waits for this choice. */
    private void askForImports(UI ui) {
        Live.soon(() -> {
            try {
                List<Import> known = member.api().imports(MOST_IMPORTS);
                Live.on(ui, () -> show(known));
            } catch (Unavailable | Unauthorized | Refused _) {
                // The rows are requested at the same time, and their failure is shown.
            }
        });
    }

    private void leaveArchive() {
        archived.setVisible(false);
        changed();
    }

    /** The toggle and its entry among the statuses stay in step. */
    private void toggled() {
        silent = true;
        if (trouble.isOn() && status.isEmpty()) {
            status.setValue(UNDELIVERED);
        } else if (!trouble.isOn() && isUndelivered(status.getValue())) {
            status.clear();
        }
        silent = false;
        changed();
    }

    private void chosen(@Nullable String before) {
        if (!silent) {
            if (isUndelivered(status.getValue())) {
                trouble.set(true);
            } else if (isUndelivered(before) || status.isEmpty()) {
                trouble.set(false);
            }
            changed();
        }
    }

    private static boolean isUndelivered(@Nullable String status) {
        return UNDELIVERED.equals(status);
    }

    private void changed() {
        if (!silent) {
            listener.accept(value());
        }
    }

    private void label() {
        silent = true;
        status.setItemLabelGenerator(
                value -> value == null ? text("filter.status.all") : counted(text("status." + value), count(value)));
        region.setItemLabelGenerator(value -> value == null
                ? text("filter.region.all")
                : counted(value.name(), counts.byRegion().get(value.code())));
        silent = false;
    }

    private @Nullable Integer count(String status) {
        return isUndelivered(status)
                ? Integer.valueOf(counts.mailTrouble())
                : counts.byStatus().get(PortalStatus.valueOf(status));
    }

    private static String counted(String name, @Nullable Integer count) {
        return count == null ? name : text("filter.counted", name, count);
    }

    private static <T> void choice(Select<T> select, String label, String all, List<T> items) {
        select.setAriaLabel(label);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(all);
        select.setPlaceholder(all);
        select.setItems(items);
    }
}
