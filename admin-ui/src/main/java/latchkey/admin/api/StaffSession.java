package latchkey.admin.api;

import java.util.Optional;
import latchkey.admin.api.staff.Staff;

/** The answer to a sign-in or a renewal. */
record StaffSession(
        String accessToken,
        String tokenType,
        long expiresIn,
        String refreshToken,
        Staff staff,
        Optional<String> device) {

    @Override
    public String toString() {
        return "session of " + staff.id();
    }
}
