package latchkey.sandbox.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of the demonstration, written in one transaction. A row can be changed until it is written. */
final class DemoTable {

    private static final String IS_EMPTY = "select not exists (select from contact) and not exists (select from staff)";

    /** In the order of their references; history last. */
    private static final List<String> INSERTS = List.of("""
        insert into staff (id, email, name, role, regions, password, created_at)
        select id, email, name, role, regions, password, created_at from jsonb_populate_recordset(null::staff, ?::jsonb)
        """, """
        insert into contact (id, region, given_name, family_name, email, phone, reference, version, created_at,
            changed_at, archived_at, portal, invitation_id, invited_at, invited_by, invitation_expires_at)
        select id, region, given_name, family_name, email, phone, reference, 1, created_at,
            changed_at, archived_at, portal, invitation_id, invited_at, invited_by, invitation_expires_at
        from jsonb_populate_recordset(null::contact, ?::jsonb)
        """, """
        insert into account (id, region, contact_id, email, password, activated_at, password_changed_at,
            last_sign_in_at, disabled_at, disabled_by, disabled_reason)
        select id, region, contact_id, email, password, activated_at, password_changed_at,
            last_sign_in_at, disabled_at, disabled_by, disabled_reason
        from jsonb_populate_recordset(null::account, ?::jsonb)
        """, """
        insert into job (id, region, reference, name, created_at)
        select id, region, reference, name, created_at from jsonb_populate_recordset(null::job, ?::jsonb)
        """, """
        insert into job_person (job_id, contact_id, added_at)
        select job_id, contact_id, added_at from jsonb_populate_recordset(null::job_person, ?::jsonb)
        """, """
        insert into link (id, purpose, region, contact_id, account_id, email, created_at, created_by, expires_at,
            used_at, ended_at, ended_by)
        select id, purpose, region, contact_id, account_id, email, created_at, created_by, expires_at,
            used_at, ended_at, ended_by
        from jsonb_populate_recordset(null::link, ?::jsonb)
        """, """
        insert into device (id, account_id, first_seen_at, last_seen_at)
        select id, account_id, first_seen_at, last_seen_at from jsonb_populate_recordset(null::device, ?::jsonb)
        """, """
        insert into session (id, audience, subject, device, created_at, last_seen_at, expires_at, ended_at,
            network, user_agent)
        select id, audience, subject, device, created_at, last_seen_at, expires_at, ended_at,
            network, user_agent
        from jsonb_populate_recordset(null::session, ?::jsonb)
        """, """
        insert into mail (id, kind, region, contact_id, link_id, recipient, created_at, status, attempts,
            next_attempt_at, detail, changed_at)
        select id, kind, region, contact_id, link_id, recipient, created_at, status, attempts,
            next_attempt_at, detail, changed_at
        from jsonb_populate_recordset(null::mail, ?::jsonb)
        """, """
        insert into event (at, region, contact_id, kind, actor, network, details)
        select at, region, contact_id, kind, actor, network, details
        from jsonb_populate_recordset(null::event, ?::jsonb) order by at
        """, """
        insert into rate_limit (key, used, started_at, until)
        select key, used, started_at, until from jsonb_populate_recordset(null::rate_limit, ?::jsonb)
        """);

    private final Map<String, List<JsonObject>> rows = new HashMap<>();

    void add(String table, JsonObject row) {
        rows(table).add(row);
    }

    boolean has(String table, String id) {
        return rows(table).stream().anyMatch(row -> row.getString("id").equals(id));
    }

    static boolean isEmpty(String jdbcUrl) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(IS_EMPTY)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    void write(String jdbcUrl) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setAutoCommit(false);
            for (String insert : INSERTS) {
                insert(connection, insert);
            }
            connection.commit();
        }
    }

    private List<JsonObject> rows(String table) {
        return rows.computeIfAbsent(table, added -> new ArrayList<>());
    }

    private void insert(Connection connection, String insert) throws SQLException {
        try (var statement = connection.prepareStatement(insert)) {
            String table = insert.split(" ", 4)[2];
            statement.setString(1, new JsonArray(rows(table)).encode());
            statement.executeUpdate();
        }
    }
}
