package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.api.StaffGate;
import latchkey.limit.Limited;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.session.Audience;
import latchkey.session.Grants;
import latchkey.session.SessionToken;
import latchkey.session.SessionTokens;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Signing staff in and out, and what a member sees. */
public final class StaffSessionRoutes {

    private final SignInStaff signIn;
    private final StaffSignInTable table;
    private final SessionTokens tokens;
    private final Grants grants;
    private final StaffGate gate;
    private final Regions regions;

    public StaffSessionRoutes(
            SignInStaff signIn,
            StaffSignInTable table,
            SessionTokens tokens,
            Grants grants,
            StaffGate gate,
            Regions regions) {
        this.signIn = signIn;
        this.table = table;
        this.tokens = tokens;
        this.grants = grants;
        this.gate = gate;
        this.regions = regions;
    }

    public void mount(Operations operations) {
        operations.open("signIn", this::create);
        operations.open("refreshSession", this::refresh);
        operations.on("signOut", this::delete);
        operations.on("listRegions", this::regions);
    }

    private Future<Reply> create(ApiRequest request) {
        var body = request.body();
        var device = Optional.ofNullable(body.getString("device")).flatMap(tokens::openStaffDevice);
        return signIn.signIn(body.getString("email"), body.getString("password"), device, request.caller())
                .recover(StaffSessionRoutes::refused)
                .compose(session -> granted(session.token())
                        .map(granted -> granted.put("device", tokens.staffDevice(session.device()))))
                .map(Reply::json);
    }

    private static <T> Future<T> refused(Throwable failure) {
        return Future.failedFuture(
                failure instanceof Limited limited ? Problem.of(limited).inWordsOf("staff-sign-in-limited") : failure);
    }

    /** The member is read first: once the token is used up, nothing may prevent the answer. */
    private Future<Reply> refresh(ApiRequest request) {
        String sent = request.body().getString("refreshToken");
        SessionToken token = tokens.openRefreshToken(Audience.STAFF, sent).orElseThrow(Grants::over);
        return gate.member(token.session())
                .compose(member -> grants.renew(Audience.STAFF, sent)
                        .map(renewed -> granted(member.orElseThrow(Grants::over), renewed.token())))
                .map(Reply::json);
    }

    private Future<Reply> delete(SignedInStaff member, ApiRequest request) {
        return table.end(member.session()).map(ended -> Reply.empty(204));
    }

    private Future<Reply> regions(SignedInStaff member, ApiRequest request) {
        var seen = new JsonArray();
        member.regions().stream()
                .map(regions::of)
                .flatMap(Optional::stream)
                .map(StaffSessionRoutes::json)
                .forEach(seen::add);
        return Future.succeededFuture(Reply.json(new JsonObject().put("items", seen)));
    }

    private Future<JsonObject> granted(SessionToken token) {
        return gate.member(token.session())
                .map(found -> found.orElseThrow(Grants::over))
                .map(member -> granted(member, token));
    }

    private JsonObject granted(SignedInStaff member, SessionToken token) {
        return grants.grant(Audience.STAFF, member.id(), token).put("staff", json(member));
    }

    private static JsonObject json(SignedInStaff member) {
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
