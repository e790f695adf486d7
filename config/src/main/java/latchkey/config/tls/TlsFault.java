package latchkey.config.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;

/** Why there is no secure connection to another server, in words for whoever reads the log. */
public final class TlsFault {

    private TlsFault() {}

    /** @param failure of a TLS handshake */
    public static String words(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .flatMap(cause -> certificate(cause).stream())
                .findFirst()
                .orElseGet(() -> "TLS fails: " + failure.getMessage());
    }

    private static Optional<String> certificate(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case CertificateExpiredException late -> "its certificate has expired";
                    case CertificateNotYetValidException early -> "its certificate isn't valid yet";
                    case CertPathBuilderException unknown ->
                        "its certificate is from no authority that is trusted here";
                    case CertificateException other
                    when isOfAnotherName(other) -> "its certificate is for another name";
                    default -> null;
                });
    }

    /** The JDK has no class of its own for it. */
    private static boolean isOfAnotherName(CertificateException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("No name matching") || message.startsWith("No subject alternative");
    }
}
