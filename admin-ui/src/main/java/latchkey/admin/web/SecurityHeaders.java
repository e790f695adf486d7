package latchkey.admin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of every answer. Pages get their own Content-Security-Policy, with a nonce, from {@link PagePolicy}. */
final class SecurityHeaders extends HttpFilter {

    private final Map<String, String> all = new LinkedHashMap<>(Map.of(
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"));

    SecurityHeaders(boolean secure) {
        if (secure) {
            all.put("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** By name. */
    Map<String, String> all() {
        return Map.copyOf(all);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        all.forEach(response::setHeader);
        chain.doFilter(request, response);
    }
}
