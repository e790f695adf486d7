package latchkey.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import latchkey.config.Settings;
import latchkey.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void fill() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        String url = "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
        new Database(Settings.read(Map.of()).with(Map.of("database.url", url))).migrate();
        DemoData.fill(jdbcUrl(), () -> "a hash");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void sixty_contacts_live_in_three_regions() throws SQLException {
        assertThat(rows("select region, count(*) from contact group by 1 order by 1"))
                .containsExactly("au 20", "nz 20", "us 20");
    }

    @Test
    void every_portal_status_occurs_in_every_region() throws SQLException {
        assertThat(rows("""
            select region, count(distinct case when portal = 'INVITED' and invitation_expires_at < now()
                then 'EXPIRED' else portal end)
            from contact group by 1 order by 1
            """)).containsExactly("au 6", "nz 6", "us 6");
    }

    @Test
    void each_region_has_three_jobs_and_one_client_is_in_two() throws SQLException {
        assertThat(rows("select region, count(*) from job group by 1 order by 1"))
                .containsExactly("au 3", "nz 3", "us 3");
        assertThat(rows("""
            select j.region, count(*) from job_person p join job j on j.id = p.job_id
            join account a on a.contact_id = p.contact_id
            where a.email like 'client.%' group by 1 order by 1
            """)).containsExactly("au 2", "nz 2", "us 2");
    }

    @Test
    void every_state_of_a_mail_occurs() throws SQLException {
        assertThat(rows("select distinct status from mail order by 1"))
                .containsExactly("BOUNCED", "DEFERRED", "FAILED", "QUEUED", "SENT");
    }

    @Test
    void who_is_disabled_is_so_for_a_reason() throws SQLException {
        assertThat(rows("select distinct disabled_reason from account where disabled_at is not null"))
                .containsExactly("The contract was cancelled.");
    }

    /** There are no domains that end in .test, nor in the typing error .con. */
    @Test
    void nobody_can_be_a_real_person() throws SQLException {
        assertThat(rows("""
            select email from contact where email !~ '\\.(test|con)$'
            union all select email from staff where email !~ '\\.test$'
            union all select email from link where email !~ '\\.test$'
            union all select recipient from mail where recipient !~ '\\.test$'
            """)).isEmpty();
    }

    @Test
    void those_who_can_sign_in_are_there() throws SQLException {
        assertThat(rows("select email, region from account where email like 'client.%' order by 1"))
                .containsExactly("client.au@example.test au", "client.nz@example.test nz", "client.us@example.test us");
        assertThat(rows("select email, role, regions from staff order by 1"))
                .containsExactly("admin@sandbox.test admin {}", "support@sandbox.test support {au}");
    }

    @Test
    void histories_are_told_in_order_and_end_now() throws SQLException {
        assertThat(rows("select count(*) from event a join event b on a.id < b.id and a.at > b.at"))
                .containsExactly("0");
        assertThat(rows("select count(*) from event where at > now()")).containsExactly("0");
        assertThat(rows("select id from contact where id not in (select contact_id from event where contact_id"
                        + " is not null)"))
                .isEmpty();
    }

    @Test
    void what_a_contact_shows_is_what_its_links_and_account_say() throws SQLException {
        assertThat(rows("""
            select c.email, c.portal from contact c
            left join account a on a.contact_id = c.id
            left join link l on l.id = c.invitation_id
            where (c.portal in ('ACTIVE', 'DISABLED')) <> (a.id is not null)
                or (c.portal = 'DISABLED') <> coalesce(a.disabled_at is not null, false)
                or (c.portal in ('ACTIVE', 'DISABLED')) <> coalesce(l.used_at is not null, false)
                or (c.portal = 'NOT_INVITED') <> (l.id is null)
            """)).isEmpty();
    }

    @Test
    void a_database_with_contacts_stays_as_it_is() throws SQLException {
        DemoData.fill(jdbcUrl(), () -> "another hash");
        assertThat(rows("select distinct password from account")).containsExactly("a hash");
        assertThat(rows("select count(*) from contact")).containsExactly("60");
    }

    private static String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** Each row's columns, with spaces between them. */
    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        }
    }
}
