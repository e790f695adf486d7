package latchkey.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import latchkey.caller.CallerReader;
import latchkey.web.Answering;
import latchkey.web.Body;
import latchkey.web.Problem;
import latchkey.web.Reply;
import latchkey.web.RequestLog;

/**
 * The operations of the document, by their ids, on one event loop. A request passes the gate before its body is read,
 * and is checked against the document before it reaches an endpoint.
 */
public final class Operations {

    /** A JSON body; unless an operation says otherwise, the longest of ours is under 4 KB. */
    private static final int BODY_LIMIT_KB = 64;

    /** The largest is a file of some megabytes, which comes from the admin UI's server. */
    private static final Duration LONGEST_BODY = Duration.ofMinutes(2);

    /** 32 KB a second: an import holds its turn while its file arrives, and others wait for theirs. */
    private static final Body.Pace PACE = new Body.Pace(160 * 1024, Duration.ofSeconds(5));

    private static final String MEMBER = "latchkey.member";
    private static final String REQUEST = "latchkey.request";

    private final RouterBuilder builder;
    private final RequestReader reader;
    private final StaffGate gate;
    private final CallerReader callers;

    public Operations(Vertx vertx, Document document, StaffGate gate, CallerReader callers) {
        this.builder = RouterBuilder.create(vertx, document.contract());
        this.reader = new RequestReader(document);
        this.gate = gate;
        this.callers = callers;
    }

    public Router router() {
        return builder.createRouter();
    }

    /** An operation for anybody. */
    public void open(String operation, Function<ApiRequest, Future<Reply>> endpoint) {
        OpenAPIRoute route = route(operation, BODY_LIMIT_KB);
        if (!route.getOperation().getSecurityRequirements().isEmpty()) {
            throw new IllegalStateException(operation + " is for staff only, says the document");
        }
        route.addHandler(Answering.with(context -> endpoint.apply(request(context))));
    }

    /** An operation for signed-in staff. */
    public void on(String operation, BiFunction<SignedInStaff, ApiRequest, Future<Reply>> endpoint) {
        on(operation, BODY_LIMIT_KB, Answering::with, endpoint);
    }

    /** The same for an operation that takes a longer body, or longer to answer. */
    public void on(
            String operation,
            int bodyLimitKb,
            Function<Function<RoutingContext, Future<Reply>>, Handler<RoutingContext>> answering,
            BiFunction<SignedInStaff, ApiRequest, Future<Reply>> endpoint) {
        route(operation, bodyLimitKb)
                .addHandler(answering.apply(context -> endpoint.apply(member(context), request(context))));
    }

    /** An operation that writes its own answer and may take any length of time. */
    public void stream(String operation, BiFunction<SignedInStaff, ApiRequest, Future<Void>> endpoint) {
        stream(operation, BODY_LIMIT_KB, endpoint);
    }

    /** The same for an operation that takes a longer body. */
    public void stream(
            String operation, int bodyLimitKb, BiFunction<SignedInStaff, ApiRequest, Future<Void>> endpoint) {
        stream(operation, bodyLimitKb, RoutingContext::next, endpoint);
    }

    /**
     * The same, but the body is read only after {@code beforeBody} has let the request continue.
     *
     * @param beforeBody lets a request continue by {@link RoutingContext#next}
     */
    public void stream(
            String operation,
            int bodyLimitKb,
            Handler<RoutingContext> beforeBody,
            BiFunction<SignedInStaff, ApiRequest, Future<Void>> endpoint) {
        answerItself(route(operation, bodyLimitKb, gate::user, beforeBody), endpoint);
    }

    /** An operation that a page calls on its own; it does not count as use of the session. */
    public void watch(String operation, BiFunction<SignedInStaff, ApiRequest, Future<Void>> endpoint) {
        answerItself(route(operation, BODY_LIMIT_KB, gate::onlooker, RoutingContext::next), endpoint);
    }

    private static void answerItself(OpenAPIRoute route, BiFunction<SignedInStaff, ApiRequest, Future<Void>> endpoint) {
        route.addHandler(context -> Future.succeededFuture()
                .compose(ready -> endpoint.apply(member(context), request(context)))
                .onFailure(context::fail));
    }

    private OpenAPIRoute route(String id, int bodyLimitKb) {
        return route(id, bodyLimitKb, gate::user, RoutingContext::next);
    }

    private OpenAPIRoute route(
            String id,
            int bodyLimitKb,
            Function<RoutingContext, Future<SignedInStaff>> admission,
            Handler<RoutingContext> beforeBody) {
        OpenAPIRoute route = Objects.requireNonNull(builder.getRoute(id), id).setDoSecurity(false);
        Operation operation = route.getOperation();
        route.addHandler(context -> {
            RequestLog.name(
                    context, context.mountPoint() + operation.getOpenAPIPath().substring(1));
            context.next();
        });
        if (!operation.getSecurityRequirements().isEmpty()) {
            boolean forAdmins = isForAdmins(operation);
            route.addHandler(context -> authorise(context, admission, forAdmins));
        }
        return route.setDoValidation(false)
                .addHandler(beforeBody)
                .addHandler(new Body(bodyLimitKb, LONGEST_BODY, PACE))
                .addHandler(context -> {
                    context.put(REQUEST, reader.read(context, operation, callers.of(context)));
                    context.next();
                });
    }

    /** The document says the role of each operation for signed-in staff; the backend doesn't start if one has none. */
    private static boolean isForAdmins(Operation operation) {
        return switch (operation.getOpenAPIModel().getString("x-role", "")) {
            case "admin" -> true;
            case "staff" -> false;
            default -> throw new IllegalStateException(operation.getOperationId() + " has no x-role of admin or staff");
        };
    }

    /** The body is not read until the caller is known; a caller without a token is refused immediately. */
    private static void authorise(
            RoutingContext context, Function<RoutingContext, Future<SignedInStaff>> admission, boolean forAdmins) {
        Future<SignedInStaff> member = admission.apply(context);
        if (!member.isComplete()) {
            context.request().pause();
            member = member.onComplete(known -> context.request().resume());
        }
        member.onSuccess(known -> {
                    if (forAdmins && !known.isAdmin()) {
                        context.fail(Problem.of(403, "forbidden"));
                    } else {
                        context.put(MEMBER, known);
                        context.next();
                    }
                })
                .onFailure(context::fail);
    }

    private static SignedInStaff member(RoutingContext context) {
        return Objects.requireNonNull(context.get(MEMBER));
    }

    private static ApiRequest request(RoutingContext context) {
        return Objects.requireNonNull(context.get(REQUEST));
    }
}
