package latchkey.openid;

import latchkey.page.Page;

/** Asks whether to sign out, if it isn't certain that the client's own application asks for it. */
public record SignOutPage() implements Page {}
