package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import latchkey.api.Member;
import latchkey.api.Operations;
import latchkey.api.Sent;
import latchkey.api.StaffGate;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.session.Audience;
import latchkey.session.Grants;
import latchkey.session.SessionToken;
import latchkey.web.Reply;

/** Signing staff in and out, and what a member sees. */
final class StaffSessionRoutes {

    private final SignInStaff signIn;
    private final StaffSignInTable table;
    private final Grants grants;
    private final StaffGate gate;
    private final Regions regions;

    StaffSessionRoutes(SignInStaff signIn, StaffSignInTable table, Grants grants, StaffGate gate, Regions regions) {
        this.signIn = signIn;
        this.table = table;
        this.grants = grants;
        this.gate = gate;
        this.regions = regions;
    }

    void mount(Operations operations) {
        operations.open("signIn", this::create);
        operations.open("refreshSession", this::refresh);
        operations.on("signOut", this::delete);
        operations.on("listRegions", this::regions);
    }

    private Future<Reply> create(Sent sent) {
        return signIn.signIn(sent.body().getString("email"), sent.body().getString("password"), sent.caller())
                .compose(session -> granted(session.token()));
    }

    private Future<Reply> refresh(Sent sent) {
        return grants.renew(Audience.STAFF, sent.body().getString("refreshToken"))
                .compose(renewed -> granted(renewed.token()));
    }

    private Future<Reply> delete(Member member, Sent sent) {
        return table.end(member.session()).map(ended -> Reply.empty(204));
    }

    private Future<Reply> regions(Member member, Sent sent) {
        var seen = new JsonArray();
        member.regions().stream()
                .map(regions::of)
                .flatMap(Optional::stream)
                .map(StaffSessionRoutes::json)
                .forEach(seen::add);
        return Future.succeededFuture(Reply.json(new JsonObject().put("items", seen)));
    }

    private Future<Reply> granted(SessionToken token) {
        return gate.member(token.session())
                .map(found -> found.orElseThrow(Grants::over))
                .compose(member -> granted(member, token));
    }

    private Future<Reply> granted(Member member, SessionToken token) {
        return grants.grant(Audience.STAFF, member.id(), token)
                .map(granted -> Reply.json(granted.put("staff", json(member))));
    }

    private static JsonObject json(Member member) {
        return new JsonObject()
                .put("id", member.id().toString())
                .put("name", member.name())
                .put("email", member.email())
                .put("role", member.isAdmin() ? "admin" : "support")
                .put("regions", new JsonArray(member.regions()));
    }

    private static JsonObject json(Region region) {
        return new JsonObject()
                .put("code", region.code())
                .put("name", region.name())
                .put("url", region.url().toString())
                .put("locale", region.locale().toLanguageTag())
                .put("zone", region.zone().getId());
    }
}
