package latchkey.admin.api.staff;

/** The staff member whose one-time link it is. */
public record ActivationOwner(String email, String name) {}
