package latchkey.admin.ui;

/** A view that can reload what it shows, keeping what was typed, selected and scrolled to. */
public interface Refreshable {

    void refresh();
}
