package latchkey.admin.api;

import java.util.Optional;

/**
 * The browser that a member sits in front of, for the backend's limits and its history.
 *
 * @param forwardedFor the addresses that the request came through, as {@code X-Forwarded-For} lists them; the admin UI
 *     adds the one that asked it, as every proxy does, and the backend decides how far it trusts them
 * @param userAgent what the browser says that it is; empty if it says nothing
 * @param device what an earlier sign-in in this browser was given, by which the backend recognises it
 */
public record Browser(String forwardedFor, String userAgent, Optional<String> device) {}
