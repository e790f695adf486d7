package latchkey.admin.api;

import java.util.Optional;

/**
 * The browser that a member sits in front of, for the backend's limits and its history.
 *
 * @param forwardedFor the addresses that the request came through, as {@code X-Forwarded-For} lists them; the admin UI
 *     adds its peer's, as every proxy does, and the backend decides how far it trusts them
 * @param userAgent what the browser calls itself; empty if it doesn't say
 * @param device the token from an earlier sign-in by which the backend recognises this browser
 */
public record Browser(String forwardedFor, String userAgent, Optional<String> device) {}
