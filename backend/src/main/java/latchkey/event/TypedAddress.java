package latchkey.event;

/** An address that somebody typed on a page that knows nobody yet. */
public final class TypedAddress {

    private TypedAddress() {}

    /**
     * The SQL expression for the contact in whose history it belongs: whose account it opens, or else the first who has it;
     * null if it is nobody's.
     *
     * @param region the region's placeholder, such as {@code $1}
     * @param email the address's placeholder
     */
    public static String contact(String region, String email) {
        return """
                coalesce(
                    (select contact_id from account where region = %1$s and email = %2$s),
                    (select id from contact where region = %1$s and email = %2$s order by created_at limit 1))
                """.formatted(region, email);
    }
}
