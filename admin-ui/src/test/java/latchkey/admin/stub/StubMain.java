package latchkey.admin.stub;

import java.util.Map;
import latchkey.admin.AdminUi;
import latchkey.config.Settings;

/** The admin UI on the stub, to look at by hand: admin@sandbox.test, "a password for tests". */
final class StubMain {

    private StubMain() {}

    static void main() {
        var api = new StubApi(Integer.getInteger("stub.port", 0));
        var admin = AdminUi.start(Settings.read(System.getenv())
                .with(Map.of("staff.url", api.uri().toString())));
        System.out.println("http://localhost:" + admin.port());
    }
}
