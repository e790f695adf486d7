package latchkey.admin.api;

import java.util.Optional;
import latchkey.admin.api.staff.Staff;

/** What a sign-in or a renewal answers. */
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
