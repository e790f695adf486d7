package latchkey.admin.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** {@code /health/live}: the process works. {@code /health/ready}: the staff API answers too. Reveals nothing else. */
final class Health extends HttpServlet {

    private final transient BooleanSupplier staffApi;

    /** @param staffApi whether it answers */
    Health(BooleanSupplier staffApi) {
        this.staffApi = staffApi;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/live" -> say(response, 200, "live");
            case "/ready" -> {
                boolean ready = staffApi.getAsBoolean();
                say(response, ready ? 200 : 503, ready ? "ready" : "the staff API is away");
            }
            default -> response.sendError(404);
        }
    }

    private static void say(HttpServletResponse response, int status, String words) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().println(words);
    }
}
