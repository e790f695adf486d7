package latchkey.config.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why there is no secure connection to another server, in words for the log. */
public final class TlsFault {

    private TlsFault() {}

    /** @param failure of a TLS handshake */
    public static String words(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .toList();
        return causes.stream()
                .flatMap(cause -> known(cause).stream())
                .findFirst()
                .or(() -> causes.stream()
                        .filter(CertificateException.class::isInstance)
                        .findFirst()
                        .map(cause -> "its certificate is refused: " + cause.getMessage()))
                .orElseGet(() -> "TLS fails: " + failure.getMessage());
    }

    /** A wrong name has no exception class of its own: the JDK's message names both. */
    private static Optional<String> known(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case CertificateExpiredException late -> "its certificate has expired";
                    case CertificateNotYetValidException early -> "its certificate isn't valid yet";
                    case CertPathBuilderException unknown ->
                        "its certificate is from no authority that is trusted here";
                    default -> null;
                });
    }
}
