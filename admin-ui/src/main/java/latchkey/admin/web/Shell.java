package latchkey.admin.web;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/** The page around every view: theme, icon, push. */
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("admin.css")
public final class Shell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle(text("app.name"));
        settings.addFavIcon("icon", "favicon.svg", "any");
        settings.addMetaTag("color-scheme", "light dark");
    }
}
