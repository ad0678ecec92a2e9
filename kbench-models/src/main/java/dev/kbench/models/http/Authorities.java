package dev.kbench.models.http;

import dev.kbench.config.Settings;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Certificate authorities that are trusted beside the JDK's own: the PEM file that `SSL_CERT_FILE`
/// names.
final class Authorities {
    private Authorities() {}

    static Optional<SSLContext> beside(Settings settings) {
        return settings.get("SSL_CERT_FILE").map(Authorities::context);
    }

    private static SSLContext context(String file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            Collection<? extends Certificate> more =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (more.isEmpty()) {
                throw new IllegalArgumentException(
                        "SSL_CERT_FILE: expected a PEM file of certificates, found none in "
                                + file);
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int n = 0;
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager x509) {
                    for (X509Certificate own : x509.getAcceptedIssuers()) {
                        all.setCertificateEntry("own" + n++, own);
                    }
                }
            }
            for (Certificate one : more) {
                all.setCertificateEntry("more" + n++, one);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "SSL_CERT_FILE: expected a PEM file of certificates, %s cannot be read as one: %s"
                            .formatted(file, e),
                    e);
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
