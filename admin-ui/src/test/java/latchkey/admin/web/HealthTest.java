package latchkey.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import latchkey.admin.AdminUi;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void it_is_ready_while_the_staff_api_answers_and_alive_without() throws Exception {
        var staffApi = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        staffApi.createContext("/api/v1/regions", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        staffApi.start();
        String url = "http://localhost:" + staffApi.getAddress().getPort();
        AdminUi admin = AdminUi.start(Settings.read(Map.of()).with(Map.of("admin.port", "0", "staff.url", url)));
        try {
            assertThat(get(admin, "ready").statusCode()).isEqualTo(200);
            staffApi.stop(0);
            assertThat(get(admin, "ready").statusCode()).isEqualTo(503);
            var live = get(admin, "live");
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.headers().firstValue("set-cookie")).isEmpty();
            assertThat(get(admin, "nothing").statusCode()).isEqualTo(404);
        } finally {
            admin.stop();
        }
    }

    private static HttpResponse<String> get(AdminUi admin, String what) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + admin.port() + "/health/" + what))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
