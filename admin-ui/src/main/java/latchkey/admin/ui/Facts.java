package latchkey.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;

/** Facts as pairs of name and value; unknown ones are left out. */
@Tag("dl")
public final class Facts extends DescriptionList {

    public Facts() {
        addClassName("facts");
    }

    public Facts with(String name, String value) {
        return with(name, new Span(value));
    }

    public Facts with(String name, Optional<String> value) {
        return value.isPresent() ? with(name, value.get()) : this;
    }

    public Facts with(String name, Component value) {
        add(new Term(name), new Description(value));
        return this;
    }
}
