import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The builder's mail server: it accepts mails after STARTTLS and a sign-in, and adds each to one file. */
public final class MailServer {

    private static final String PASSWORD = "test";

    private MailServer() {}

    /** @param arguments its address, a PKCS #12 file with its certificate, and the file for the mails */
    public static void main(String[] arguments) throws Exception {
        var keys = KeyStore.getInstance(Path.of(arguments[1]).toFile(), PASSWORD.toCharArray());
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        var mails = Path.of(arguments[2]);
        try (var server = new ServerSocket(587, 50, InetAddress.getByName(arguments[0]))) {
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> serve(socket, tls, mails));
            }
        }
    }

    private static void serve(Socket plain, SSLContext tls, Path mails) {
        try (plain) {
            say(plain, "220 mail");
            BufferedReader lines = lines(plain);
            for (String line = lines.readLine(); !line.startsWith("STARTTLS"); line = lines.readLine()) {
                say(plain, line.startsWith("EHLO") ? "250-mail\r\n250 STARTTLS" : "530 STARTTLS first");
            }
            say(plain, "220 go on");
            var secure = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
            secure.setUseClientMode(false);
            converse(secure, mails);
        } catch (IOException | RuntimeException e) {
            System.err.println(e);
        }
    }

    private static void converse(Socket socket, Path mails) throws IOException {
        BufferedReader lines = lines(socket);
        boolean signedIn = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            signedIn |= line.startsWith("AUTH PLAIN");
            if (line.startsWith("EHLO")) {
                say(socket, "250-mail\r\n250 AUTH PLAIN");
            } else if (line.equals("DATA") && signedIn) {
                say(socket, "354 go on");
                keep(lines, mails);
                say(socket, "250 taken");
            } else if (line.startsWith("AUTH")) {
                say(socket, "235 welcome");
            } else {
                say(socket, signedIn ? "250 ok" : "530 sign in first");
            }
        }
    }

    /** With the lines that quoted-printable broke whole again. */
    private static synchronized void keep(BufferedReader lines, Path mails) throws IOException {
        var mail = new StringBuilder();
        for (String line = lines.readLine(); !line.equals("."); line = lines.readLine()) {
            mail.append(line.endsWith("=") ? line.substring(0, line.length() - 1) : line + "\n");
        }
        Files.writeString(mails, Files.readString(mails) + mail);
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
