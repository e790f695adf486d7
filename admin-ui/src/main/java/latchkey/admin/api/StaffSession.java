package latchkey.admin.api;

/** What a sign-in or a renewal answers. */
record StaffSession(String accessToken, String tokenType, long expiresIn, String refreshToken, Staff staff) {

    @Override
    public String toString() {
        return "session of " + staff.id();
    }
}
