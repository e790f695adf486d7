package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.address.TypedAddress;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.key.Ids;
import latchkey.page.AddressRefusal;
import latchkey.region.Regions;
import latchkey.staff.StaffTable.Actor;
import latchkey.staff.StaffTable.NewMember;
import latchkey.text.Unicode;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Administrators add and end staff members and set their role and regions. */
public final class StaffRoutes {

    private final StaffTable table;
    private final Regions regions;
    private final Duration validity;

    /** @param validity how long a one-time link works */
    public StaffRoutes(Pool pool, Regions regions, Duration validity) {
        this.table = new StaffTable(pool);
        this.regions = regions;
        this.validity = validity;
    }

    public void mount(Operations operations) {
        operations.on("listStaff", this::list);
        operations.on("addStaff", this::add);
        operations.on("changeStaff", this::change);
        operations.on("endStaff", this::end);
        operations.on("mailStaffLink", this::mailLink);
    }

    private Future<Reply> list(SignedInStaff member, ApiRequest request) {
        return table.list()
                .map(members -> members.stream().map(StaffMember::toJson).toList())
                .map(items -> Reply.json(new JsonObject().put("items", new JsonArray(items))));
    }

    private Future<Reply> add(SignedInStaff member, ApiRequest request) {
        JsonObject body = request.body();
        var newMember = new NewMember(
                email(body.getString("email")),
                name(body.getString("name")),
                body.getString("role"),
                codes(body.getJsonArray("regions")));
        return table.add(newMember, Ids.secret(), validity, true, actor(member, request))
                .map(id -> id.orElseThrow(() -> Problem.of(409, "staff-exists")))
                .compose(this::get)
                .map(added -> Reply.json(201, added.toJson()));
    }

    private Future<Reply> change(SignedInStaff member, ApiRequest request) {
        JsonObject body = request.body();
        UUID id = request.id("id");
        return table.change(
                        id,
                        Optional.ofNullable(body.getString("name")).map(StaffRoutes::name),
                        Optional.ofNullable(body.getString("role")),
                        Optional.ofNullable(body.getJsonArray("regions")).map(this::codes),
                        actor(member, request))
                .compose(outcome -> switch (outcome) {
                    case DONE -> get(id).map(changed -> Reply.json(changed.toJson()));
                    case ABSENT, ENDED -> throw Problem.of(404, "not-found");
                    case LAST_ADMIN -> throw Problem.of(409, "last-admin");
                });
    }

    private Future<Reply> end(SignedInStaff member, ApiRequest request) {
        return table.end(request.id("id"), actor(member, request)).map(outcome -> switch (outcome) {
            case DONE, ENDED -> Reply.empty(204);
            case ABSENT -> throw Problem.of(404, "not-found");
            case LAST_ADMIN -> throw Problem.of(409, "last-admin");
        });
    }

    private Future<Reply> mailLink(SignedInStaff member, ApiRequest request) {
        return table.link(
                        Optional.of(request.id("id")),
                        Optional.empty(),
                        Ids.secret(),
                        validity,
                        true,
                        actor(member, request))
                .map(id -> id.orElseThrow(() -> Problem.of(404, "not-found")))
                .compose(this::get)
                .map(invited -> Reply.json(202, invited.toJson()));
    }

    private Future<StaffMember> get(UUID id) {
        return table.find(id).map(found -> found.orElseThrow(() -> Problem.of(404, "not-found")));
    }

    private List<String> codes(JsonArray request) {
        List<String> codes =
                request.stream().map(Object::toString).distinct().sorted().toList();
        if (!codes.stream().allMatch(code -> regions.of(code).isPresent())) {
            throw Problem.invalid("regions", "invalid.regions");
        }
        return codes;
    }

    private static Actor actor(SignedInStaff member, ApiRequest request) {
        return new Actor(Optional.of(member.id()), Optional.of(request.network()));
    }

    private static String email(String typed) {
        return switch (TypedAddress.of(typed)) {
            case TypedAddress.Accepted accepted -> accepted.text();
            case TypedAddress.Refused refused -> throw AddressRefusal.problem(refused.fault());
        };
    }

    private static String name(String typed) {
        String name = Unicode.strip(typed);
        if (name.isEmpty() || !Unicode.isLine(name)) {
            throw Problem.invalid("name", "invalid.name");
        }
        return name;
    }
}
