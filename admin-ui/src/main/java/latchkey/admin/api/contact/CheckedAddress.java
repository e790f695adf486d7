package latchkey.admin.api.contact;

import java.util.Optional;

/**
 * The result of checking a typed email address.
 *
 * @param suggestion the address that was probably meant
 * @param problem why it is refused
 */
public record CheckedAddress(String address, Optional<String> suggestion, Optional<String> problem) {}
