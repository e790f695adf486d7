package latchkey.session;

import latchkey.region.Region;

/**
 * Whom a session and its tokens are for: a region's clients, or staff.
 *
 * @param code as written in the table {@code session}
 * @param name issuer and audience of access tokens
 */
public record Audience(String code, String name) {

    public static final Audience STAFF = new Audience("staff", "urn:latchkey:staff");

    public static Audience of(Region region) {
        return new Audience(region.code(), region.url().toString());
    }
}
