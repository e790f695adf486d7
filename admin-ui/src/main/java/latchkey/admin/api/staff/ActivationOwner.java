package latchkey.admin.api.staff;

/** Whose one-time link it is. */
public record ActivationOwner(String email, String name) {}
