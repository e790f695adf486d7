package latchkey.change;

import latchkey.page.Page;

/** A new address that was just confirmed, in a browser where another client is signed in. */
public record AddressConfirmedPage(String email) implements Page {}
