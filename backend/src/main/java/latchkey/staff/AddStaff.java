package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import latchkey.address.TypedAddress;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.database.Database;
import latchkey.database.DatabaseAway;
import latchkey.key.Ids;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.link.LinkTokens;
import latchkey.link.Purpose;
import latchkey.page.AddressRefusal;
import latchkey.staff.StaffTable.Actor;
import latchkey.staff.StaffTable.NewMember;
import org.flywaydb.core.api.FlywayException;

/**
 * Adds an administrator from the command line and prints a one-time link; mails it too if there is a mail server. For
 * an existing member it prints a new link, which helps when nobody else can.
 */
public final class AddStaff {

    private static final Duration VALIDITY = Duration.ofDays(1);

    /** On a busy machine a first connection can take longer than connections may. */
    private static final Duration WAIT = Duration.ofSeconds(15);

    private static final long PATIENCE_SECONDS = 30;
    private static final Actor COMMAND_LINE = new Actor(Optional.empty(), Optional.empty());

    private AddStaff() {}

    /** @param arguments the address, then the name */
    public static void main(String[] arguments) throws Exception {
        try {
            System.out.println(run(Settings.read(System.getenv()), arguments));
        } catch (ConfigException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (Database.TablesInUse e) {
            fail(String.valueOf(e.getMessage()));
        } catch (FlywayException e) {
            fail("The tables could not be brought up to date: " + e.getMessage());
        } catch (Exception e) {
            // A future's failure is thrown unchanged, checked or not.
            if (!(e instanceof DatabaseAway || e instanceof TimeoutException)) {
                throw e;
            }
            fail("The database did not answer in time: is it up, and is database.url right?");
        }
    }

    private static void fail(String why) {
        System.err.println(why);
        System.exit(1);
    }

    /** The one-time link. */
    static String run(Settings settings, String... arguments) throws TimeoutException {
        if (arguments.length != 2 || arguments[1].isBlank()) {
            throw new IllegalArgumentException("An email address and a name are needed.");
        }
        TypedAddress typed = TypedAddress.of(arguments[0]);
        typed.refusal().ifPresent(fault -> {
            throw new IllegalArgumentException(arguments[0] + ": " + AddressRefusal.sentence(fault));
        });
        var tokens = new LinkTokens(new Seal(new Keyring(settings)));
        var database = new Database(settings);
        Vertx vertx = Vertx.vertx();
        try {
            UUID link = Ids.secret();
            var pool = database.staffPool(vertx);
            database.migrate(vertx, pool, WAIT)
                    .compose(migrated -> add(new StaffTable(pool), typed.text(), arguments[1].strip(), link, settings))
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return settings.text("admin.url") + "/activate/" + tokens.token(Purpose.STAFF, "staff", link);
        } finally {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Future<?> add(StaffTable table, String email, String name, UUID link, Settings settings) {
        boolean mail = settings.has("mail.url");
        var admin = new NewMember(email, name, "admin", List.of());
        return table.add(admin, link, VALIDITY, mail, COMMAND_LINE)
                .compose(added -> added.isPresent()
                        ? Future.succeededFuture(added)
                        : table.link(Optional.empty(), Optional.of(email), link, VALIDITY, mail, COMMAND_LINE));
    }
}
