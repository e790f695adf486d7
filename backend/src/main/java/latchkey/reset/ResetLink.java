package latchkey.reset;

import latchkey.link.LinkTable;

/** A reset link and its mail, as parts of the statements that send them. */
public final class ResetLink {

    private ResetLink() {}

    /**
     * Common table expressions that mail a link to the one row of {@code client} (id, region, contact_id, email), if
     * there is one. In the first third of its validity an open link ({@code just_sent}) is mailed again, so that a
     * stranger's request doesn't end it; later a new one replaces it. Of parallel requests for one account one link
     * stays open: an index refuses the others, which see it when they are repeated. The new link reads what was
     * replaced so that it is written afterwards; otherwise the index would refuse it too.
     *
     * @param link the parameter with the id of a new link
     * @param by the staff member who sends it, or null
     * @param seconds the parameter with the link's validity
     * @param mail the parameter with the id of the mail
     */
    public static String mailed(String link, String by, String seconds, String mail) {
        return ("""
            just_sent as (
                select id from link
                where account_id = (select id from client) and purpose = 'reset'
                    and used_at is null and ended_at is null and expires_at > now()
                    and created_at > now() - make_interval(secs => %3$s) / 3
            ), replaced as (
            """ + LinkTable.end("'replaced'", """
                where account_id = (select id from client) and purpose = 'reset'
                    and not exists (select from just_sent)""") + """
                returning id
            ), made as (
                insert into link (id, purpose, region, contact_id, account_id, email, created_by, expires_at)
                select %1$s, 'reset', region, contact_id, id, email, %2$s, now() + make_interval(secs => %3$s)
                from client, (select count(*) from replaced) as first
                where not exists (select from just_sent)
            ), mail_queued as (
                insert into mail (id, kind, region, contact_id, link_id, recipient)
                select %4$s, 'reset', region, contact_id, coalesce((select id from just_sent), %1$s), email from client
            )
            """).formatted(link, by, seconds, mail);
    }
}
