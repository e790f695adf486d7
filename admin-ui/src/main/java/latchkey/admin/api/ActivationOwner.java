package latchkey.admin.api;

/** Whose one-time link it is. */
public record ActivationOwner(String email, String name) {}
