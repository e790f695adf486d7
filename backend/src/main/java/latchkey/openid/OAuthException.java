package latchkey.openid;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import java.util.Optional;

/** A request that is answered with an error of the protocol. */
final class OAuthException extends RuntimeException {

    private final transient ErrorObject error;

    OAuthException(ErrorObject error) {
        super(error.getCode(), null, false, false);
        this.error = error;
    }

    static OAuthException of(ParseException unread) {
        return new OAuthException(Optional.ofNullable(unread.getErrorObject())
                .filter(told -> told.getCode() != null)
                .orElse(OAuth2Error.INVALID_REQUEST));
    }

    ErrorObject error() {
        return error;
    }
}
