package latchkey.job;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.web.Reply;

/** Jobs and their people. */
public final class JobRoutes {

    private static final int USUAL_PAGE = 50;

    private final JobTable jobs;
    private final JobPeopleTable people;

    /** @param mostPeople that a job may have */
    public JobRoutes(Pool pool, int mostPeople) {
        jobs = new JobTable(pool, mostPeople);
        people = new JobPeopleTable(pool, mostPeople);
    }

    public void mount(Operations operations) {
        operations.on("listJobs", this::list);
        operations.on("createJob", this::create);
        operations.on("getJob", this::get);
        operations.on("changeJob", this::change);
        operations.on("deleteJob", this::delete);
        operations.on("addJobPerson", this::add);
        operations.on("removeJobPerson", this::remove);
    }

    private Future<Reply> list(SignedInStaff member, ApiRequest request) {
        return jobs.find(
                        member,
                        request.text("region"),
                        request.text("search"),
                        request.number("offset", 0),
                        request.number("limit", USUAL_PAGE))
                .map(found -> Reply.json(new JsonObject()
                        .put(
                                "items",
                                new JsonArray(
                                        found.jobs().stream().map(Job::json).toList()))
                        .put("total", found.total())));
    }

    private Future<Reply> create(SignedInStaff member, ApiRequest request) {
        return jobs.create(member, request.network(), NewJob.of(member, request.body()))
                .compose(id -> jobs.get(member, id))
                .map(made -> Reply.json(201, made.json()));
    }

    private Future<Reply> get(SignedInStaff member, ApiRequest request) {
        return answer(member, request.id("id"));
    }

    private Future<Reply> change(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("id");
        return jobs.change(member, request.network(), id, JobChange.of(request.body()))
                .compose(changed -> answer(member, id));
    }

    private Future<Reply> delete(SignedInStaff member, ApiRequest request) {
        return jobs.delete(member, request.network(), request.id("id")).map(deleted -> Reply.empty(204));
    }

    private Future<Reply> add(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("id");
        return people.add(member, request.network(), id, request.id("contactId"))
                .compose(added -> answer(member, id));
    }

    private Future<Reply> remove(SignedInStaff member, ApiRequest request) {
        return people.remove(member, request.network(), request.id("id"), request.id("contactId"))
                .map(removed -> Reply.empty(204));
    }

    private Future<Reply> answer(SignedInStaff member, UUID id) {
        return jobs.get(member, id).map(job -> Reply.json(job.json()));
    }
}
