package latchkey.contact;

/** What a contact's change of address does to the account (docs/decisions/044-what-an-address-change-does.md). */
public final class AddressChange {

    /**
     * Common table expressions that follow one named {@code moved (id, region, email)}, of contacts with their new
     * address: the client signs in with it from now on, every open link and session ends, and the old address is
     * notified.
     */
    public static final String EFFECTS = """
        client as (
            select account.id, account.contact_id, account.region, account.email as old_email, moved.email
            from account join moved on moved.id = account.contact_id
            where account.email <> moved.email
            for no key update of account
        ), account_moved as (
            update account set email = client.email, password_version = password_version + 1
            from client where account.id = client.id
        ), links_ended as (
            update link set ended_at = now(), ended_by = 'address'
            from moved where link.contact_id = moved.id and used_at is null and link.ended_at is null
        ), sessions_ended as (
            update session set ended_at = now()
            from client where session.subject = client.id and session.ended_at is null
        ), mail_queued as (
            insert into mail (id, kind, region, contact_id, recipient)
            select gen_random_uuid(), 'address-changed', region, contact_id, old_email from client
        )
        """;

    private AddressChange() {}
}
