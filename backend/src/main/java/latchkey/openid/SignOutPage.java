package latchkey.openid;

import latchkey.page.Page;

/** Asks whether to sign out, where it isn't certain that the client's own application wants it. */
public record SignOutPage() implements Page {}
