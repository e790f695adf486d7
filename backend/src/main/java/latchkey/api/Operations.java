package latchkey.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import latchkey.caller.CallerReader;
import latchkey.web.Answering;
import latchkey.web.Body;
import latchkey.web.Problem;
import latchkey.web.Reply;

/**
 * The operations of the document, by their ids, on one event loop. A request passes the gate before its body is read,
 * and the validator before it reaches an endpoint.
 */
public final class Operations {

    /** A JSON body; the longest of ours, but for those that say so, is under 4 KB. */
    private static final int BODY_LIMIT_KB = 64;

    /** The largest is a file of some megabytes, which comes from the admin UI's server. */
    private static final Duration LONGEST_BODY = Duration.ofMinutes(2);

    private static final String MEMBER = "latchkey.member";
    private static final String REQUEST = "latchkey.request";

    private final RouterBuilder builder;
    private final RequestValidator validator;
    private final StaffGate gate;
    private final CallerReader callers;

    public Operations(Vertx vertx, Document document, StaffGate gate, CallerReader callers) {
        this.builder = RouterBuilder.create(vertx, document.contract());
        this.validator = RequestValidator.create(vertx, document.contract());
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

    /** An operation that answers by itself, for as long as it likes. */
    public void stream(String operation, BiFunction<SignedInStaff, ApiRequest, Future<Void>> endpoint) {
        stream(operation, BODY_LIMIT_KB, endpoint);
    }

    /** The same for an operation that takes a longer body. */
    public void stream(
            String operation, int bodyLimitKb, BiFunction<SignedInStaff, ApiRequest, Future<Void>> endpoint) {
        stream(operation, bodyLimitKb, RoutingContext::next, endpoint);
    }

    /**
     * The same for one whose body is not read at once.
     *
     * @param beforeBody lets a request go on by {@link RoutingContext#next}
     */
    public void stream(
            String operation,
            int bodyLimitKb,
            Handler<RoutingContext> beforeBody,
            BiFunction<SignedInStaff, ApiRequest, Future<Void>> endpoint) {
        answerItself(route(operation, bodyLimitKb, gate::user, beforeBody), endpoint);
    }

    /** An operation by which a page looks on: it keeps no session from becoming idle. */
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
        if (!operation.getSecurityRequirements().isEmpty()) {
            route.addHandler(context -> authorise(context, admission));
        }
        return route.setDoValidation(false)
                .addHandler(beforeBody)
                .addHandler(new Body(bodyLimitKb, LONGEST_BODY))
                .addHandler(context -> validate(context, operation));
    }

    /** Nothing of the body is read before it is known who sends it; who has no token is told so at once. */
    private static void authorise(RoutingContext context, Function<RoutingContext, Future<SignedInStaff>> admission) {
        Future<SignedInStaff> member = admission.apply(context);
        if (!member.isComplete()) {
            context.request().pause();
            member = member.onComplete(known -> context.request().resume());
        }
        member.onSuccess(known -> {
                    context.put(MEMBER, known);
                    context.next();
                })
                .onFailure(context::fail);
    }

    private void validate(RoutingContext context, Operation operation) {
        Future.succeededFuture(operation)
                .compose(known -> valid(context, known))
                .onSuccess(valid -> {
                    context.put(REQUEST, new ApiRequest(context, valid, callers.of(context)));
                    context.next();
                })
                .onFailure(
                        failure -> context.fail(failure instanceof ValidatorException e ? Violation.of(e) : failure));
    }

    private Future<ValidatedRequest> valid(RoutingContext context, Operation operation) {
        if (operation.getRequestBody() != null) {
            requireJson(context);
            StrictJson.check(Extraction.body(context));
        }
        return validator.validate(Extraction.of(context, operation), operation.getOperationId());
    }

    private static void requireJson(RoutingContext context) {
        String type = Objects.requireNonNullElse(context.request().getHeader("content-type"), "");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(415, "unsupported-media-type", "application/json");
        }
    }

    private static SignedInStaff member(RoutingContext context) {
        return Objects.requireNonNull(context.get(MEMBER));
    }

    private static ApiRequest request(RoutingContext context) {
        return Objects.requireNonNull(context.get(REQUEST));
    }
}
