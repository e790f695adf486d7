package latchkey.invitation;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.link.Link;
import latchkey.link.Purpose;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.session.SignedIn;
import latchkey.testing.SpentLinks;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statement that redeems decides, whatever the look before it saw. */
class RedeemInvitationTest {

    private static final World WORLD = World.start();
    private static final InvitationTable TABLE = new InvitationTable(WORLD.pool());
    private static final Regions REGIONS = new Regions(WORLD.settings());

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @MethodSource("latchkey.testing.SpentLinks#changesOfAClients")
    void a_link_that_does_not_work_any_more_makes_no_account(String change) {
        String email = UUID.randomUUID() + "@example.test";
        Link link = SpentLinks.open(WORLD, Purpose.INVITATION, email, WORLD.invitation("au", email));
        SpentLinks.change(WORLD, link.id(), change);

        Region region = REGIONS.of("au").orElseThrow();
        var signedIn = new SignedIn(Ids.secret(), Ids.secret(), Ids.ordered());
        var caller = new Caller("192.0.2.1", "test", Optional.empty(), () -> true);

        assertThat(await(TABLE.redeem(link, region, "new", signedIn, Duration.ofDays(1), caller)))
                .isFalse();
        assertThat(WORLD.count("account where email = $1", email)).isZero();
        assertThat(WORLD.count("session where subject = $1", signedIn.account()))
                .isZero();
        assertThat(WORLD.count("contact where email = $1 and portal = 'ACTIVE'", email))
                .isZero();
    }
}
