package latchkey.diagnosis;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.limit.Limits;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Staff ask why a client can't get in. */
public final class DiagnosisRoutes {

    private final FactTable table;
    private final Regions regions;
    private final List<String> everywhere;

    public DiagnosisRoutes(Pool pool, Limits limits, Regions regions) {
        this.table = new FactTable(pool, limits);
        this.regions = regions;
        everywhere = regions.all().stream().map(Region::code).toList();
    }

    public void mount(Operations operations) {
        operations.on("diagnoseContact", this::diagnose);
    }

    private Future<Reply> diagnose(SignedInStaff member, ApiRequest request) {
        return table.read(member, request.id("id"), everywhere)
                .map(read -> read.orElseThrow(() -> Problem.of(404, "not-found")))
                .map(facts -> new Diagnosis(facts, regions, locale(member), member.id()))
                .map(diagnosis -> Reply.json(diagnosis.json()));
    }

    /** Staff read times as written in their first region. */
    private Locale locale(SignedInStaff member) {
        return regions.all().stream()
                .filter(region -> member.sees(region.code()))
                .findFirst()
                .map(Region::locale)
                .orElse(Locale.ENGLISH);
    }
}
