package latchkey.change;

import java.util.UUID;

/** The address that a client with an account is to have. */
public record NewAddress(UUID contact, String email) {}
