package latchkey.admin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A link on another site arrives without the strict session cookie. Reopened from our own page, it has the cookie
 * (docs/decisions/030-vaadin-without-plugin.md).
 */
final class SameSiteEntrance extends HttpFilter {

    private static final String AGAIN = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>Latchkey</title>
            """;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (comesFromAnotherSite(request)) {
            response.setContentType("text/html;charset=utf-8");
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().write(AGAIN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean comesFromAnotherSite(HttpServletRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && request.getMethod().equals("GET");
    }
}
