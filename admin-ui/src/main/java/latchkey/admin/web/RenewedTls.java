package latchkey.admin.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import latchkey.config.tls.ServerCertificate;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty's TLS, checking every few seconds for a new certificate. */
final class RenewedTls {

    private static final Logger LOG = LoggerFactory.getLogger(RenewedTls.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ServerCertificate certificate;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();

    RenewedTls(ServerCertificate certificate) {
        this.certificate = certificate;
        factory.setKeyStorePassword(ServerCertificate.STORE_PASSWORD);
        factory.setKeyStore(certificate.store());
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Open connections keep the old certificate. */
    void watch(Scheduler scheduler) {
        var _ = scheduler.schedule(
                () -> {
                    renew();
                    watch(scheduler);
                },
                PAUSE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void renew() {
        if (!certificate.refresh()) {
            return;
        }
        try {
            factory.reload(changed -> factory.setKeyStore(certificate.store()));
        } catch (Exception e) {
            LOG.error("A new certificate can't be used", e);
        }
    }
}
