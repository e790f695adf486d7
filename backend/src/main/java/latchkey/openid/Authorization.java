package latchkey.openid;

import java.util.Optional;

/**
 * What an application asks for, checked.
 *
 * @param challenge of PKCE's method S256
 */
record Authorization(App app, String redirectUrl, String scope, Optional<String> nonce, String challenge) {}
