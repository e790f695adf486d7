package latchkey.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import latchkey.admin.UiTest;
import org.junit.jupiter.api.Test;

class KeysDialogTest extends UiTest {

    @Test
    void a_question_mark_lists_the_keys() {
        UI.getCurrent().navigate("contacts");
        Element frame = ComponentUtil.getData(UI.getCurrent(), MainLayout.class).getElement();
        frame.getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(frame, "keys-asked", JacksonUtils.createObjectNode()));
        assertThat(find(KeysDialog.class).single().getHeaderTitle()).isEqualTo("Keyboard shortcuts");
        assertThat(page()).contains("Go to the search", "Clear the search, or close the contact");
        press("Close");
        assertThat(find(KeysDialog.class).exists()).isFalse();
    }
}
