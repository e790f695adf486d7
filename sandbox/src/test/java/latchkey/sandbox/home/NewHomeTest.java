package latchkey.sandbox.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import latchkey.config.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewHomeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /?a=%zz HTTP/1.1\r\nHost: au.localhost",
                "GET /home.css?a=%c3%28 HTTP/1.1\r\nHost: au.localhost",
                "GET / HTTP/1.1\r\nHost: a@b",
                "GET / HTTP/1.1\r\nHost: au.localhost\r\nHost: nz.localhost",
                "GET / HTTP/1.1\r\nHost: au.localhost\r\nX-A: b\r\n c",
                "POST / HTTP/1.1\r\nHost: au.localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked"
            })
    void what_can_not_be_read_is_refused_before_anybody_is_asked(String request) throws Exception {
        int port = freePort();
        var settings = Settings.read(Map.of()).with(Map.of("sandbox.home-port", Integer.toString(port)));
        try (var home = NewHome.start(settings);
                var socket = new Socket("localhost", port)) {
            assertThat(home).isNotNull();
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
