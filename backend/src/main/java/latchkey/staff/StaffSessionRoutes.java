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
import latchkey.session.AccessTokens;
import latchkey.session.Audience;
import latchkey.session.SessionTable;
import latchkey.session.SessionToken;
import latchkey.session.SessionTokens;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Signing staff in and out, and what a member sees. */
final class StaffSessionRoutes {

    private final SignInStaff signIn;
    private final StaffSignInTable table;
    private final SessionTable sessions;
    private final SessionTokens tokens;
    private final AccessTokens accessTokens;
    private final StaffGate gate;
    private final Regions regions;

    StaffSessionRoutes(
            SignInStaff signIn,
            StaffSignInTable table,
            SessionTable sessions,
            SessionTokens tokens,
            AccessTokens accessTokens,
            StaffGate gate,
            Regions regions) {
        this.signIn = signIn;
        this.table = table;
        this.sessions = sessions;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
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
        SessionToken token = tokens.openRefreshToken(Audience.STAFF, sent.body().getString("refreshToken"))
                .orElseThrow(StaffSessionRoutes::over);
        return sessions.refresh(Audience.STAFF, token)
                .compose(refreshed ->
                        granted(refreshed.orElseThrow(StaffSessionRoutes::over).token()));
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
                .map(found -> found.orElseThrow(StaffSessionRoutes::over))
                .compose(member -> granted(member, token));
    }

    private Future<Reply> granted(Member member, SessionToken token) {
        return accessTokens
                .issue(Audience.STAFF, member.id(), member.session())
                .map(accessToken -> Reply.json(new JsonObject()
                        .put("accessToken", accessToken)
                        .put("tokenType", "Bearer")
                        .put("expiresIn", accessTokens.validity().toSeconds())
                        .put("refreshToken", tokens.refreshToken(Audience.STAFF, token))
                        .put("staff", json(member))));
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

    private static Problem over() {
        return Problem.of(401, "session-over");
    }
}
