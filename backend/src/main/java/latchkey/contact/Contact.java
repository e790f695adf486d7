package latchkey.contact;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A contact as staff see it, with how it stands with the portal. */
public record Contact(UUID id, String region, boolean hasAccount, JsonObject json) {

    /** What {@link #of} reads, for statements that end with {@link #FROM} or the like. */
    public static final String COLUMNS = """
        select c.id, c.region, c.given_name, c.family_name, c.email, c.phone, c.reference, c.version,
            case when c.portal = 'INVITED' and c.invitation_expires_at <= now() then 'EXPIRED' else c.portal end
                as status,
            c.invited_at, inviter.name as invited_by, c.invitation_expires_at, link.email as invitation_email,
            mail.status as mail_status, mail.detail as mail_detail, mail.changed_at as mail_at,
            account.email as account_email, account.activated_at,
            greatest(account.last_sign_in_at, c.last_sign_in_at) as last_sign_in_at,
            account.disabled_at, disabler.name as disabled_by
        """;

    public static final String FROM = """
        from contact c
        left join staff inviter on inviter.id = c.invited_by
        left join link on link.id = c.invitation_id
        left join lateral (
            select status, detail, changed_at from mail where mail.link_id = c.invitation_id
            order by created_at desc limit 1) mail on true
        left join account on account.contact_id = c.id
        left join staff disabler on disabler.id = account.disabled_by
        """;

    public static Contact of(Row row) {
        var json = new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("region", row.getString("region"))
                .put("givenName", row.getString("given_name"))
                .put("familyName", row.getString("family_name"))
                .put("email", row.getString("email"))
                .put("phone", row.getString("phone"))
                .put("reference", row.getString("reference"))
                .put("version", row.getLong("version"))
                .put("portal", portal(row));
        return new Contact(row.getUUID("id"), row.getString("region"), row.getString("account_email") != null, json);
    }

    private static JsonObject portal(Row row) {
        return new JsonObject()
                .put("status", row.getString("status"))
                .put("invitedAt", time(row, "invited_at"))
                .put("invitedBy", row.getString("invited_by"))
                .put("invitationExpiresAt", time(row, "invitation_expires_at"))
                .put("invitationEmail", row.getString("invitation_email"))
                .put("mail", mail(row))
                .put("accountEmail", row.getString("account_email"))
                .put("activatedAt", time(row, "activated_at"))
                .put("lastSignInAt", time(row, "last_sign_in_at"))
                .put("disabledAt", time(row, "disabled_at"))
                .put("disabledBy", row.getString("disabled_by"));
    }

    private static @Nullable JsonObject mail(Row row) {
        String status = row.getString("mail_status");
        return status == null
                ? null
                : new JsonObject()
                        .put("status", status)
                        .put("detail", row.getString("mail_detail"))
                        .put("at", time(row, "mail_at"));
    }

    private static @Nullable String time(Row row, String column) {
        OffsetDateTime time = row.get(OffsetDateTime.class, column);
        return time == null ? null : time.toInstant().toString();
    }
}
