package latchkey.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** An authority made for one test, and certificates from it, as files in PEM. */
public final class Certificates {

    private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Path folder;
    private final KeyPair authority = pair();
    private final X500Name name;
    private int issued;

    public record Pair(Path certificate, Path key) {

        /** Puts this one's files in another one's place. */
        public void replace(Pair other) {
            try {
                Files.writeString(other.certificate, Files.readString(certificate));
                Files.writeString(other.key, Files.readString(key));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Certificates(Path folder, String name) {
        this.folder = folder;
        this.name = new X500Name("CN=" + name);
        write(authority(), "CERTIFICATE", authorityCertificate());
    }

    public static Certificates in(Path folder, String name) {
        return new Certificates(folder, name);
    }

    public Path authority() {
        return folder.resolve(name.toString().substring(3) + ".pem");
    }

    /** For a host, valid now. */
    public Pair issue(String host) {
        return issue(host, Instant.now().plus(HOUR));
    }

    public Pair expired(String host) {
        return issue(host, Instant.now().minus(HOUR));
    }

    private Pair issue(String host, Instant until) {
        String file = name.toString().substring(3) + "-" + ++issued;
        var pair = new Pair(folder.resolve(file + ".crt"), folder.resolve(file + ".key"));
        KeyPair keys = pair();
        write(
                pair.certificate,
                "CERTIFICATE",
                signed(new X500Name("CN=" + host), keys.getPublic(), until, names(host)));
        write(pair.key, "PRIVATE KEY", keys.getPrivate().getEncoded());
        return pair;
    }

    private byte[] authorityCertificate() {
        try {
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return signed(name, authority.getPublic(), Instant.now().plus(HOUR), extensions);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ExtensionsGenerator names(String host) {
        try {
            int kind = host.matches("[\\d.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(kind, host)));
            return extensions;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] signed(X500Name subject, PublicKey key, Instant until, ExtensionsGenerator extensions) {
        try {
            var body = new V3TBSCertificateGenerator();
            body.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.nanoTime())));
            body.setIssuer(name);
            body.setSubject(subject);
            body.setStartDate(new Time(Date.from(until.minus(HOUR.multipliedBy(48)))));
            body.setEndDate(new Time(Date.from(until)));
            body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            body.setSignature(ECDSA);
            body.setExtensions(extensions.generate());
            var certificate = body.generateTBSCertificate();
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(authority.getPrivate());
            signature.update(certificate.getEncoded("DER"));
            return new DERSequence(new ASN1Encodable[] {certificate, ECDSA, new DERBitString(signature.sign())})
                    .getEncoded("DER");
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Readable by its owner alone, as PostgreSQL wants a key. */
    private static void write(Path file, String kind, byte[] content) {
        try {
            String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
            Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
