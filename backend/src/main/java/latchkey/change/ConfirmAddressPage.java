package latchkey.change;

import latchkey.page.Page;

/** A new address, and the button that confirms it. */
public record ConfirmAddressPage(String email) implements Page {}
