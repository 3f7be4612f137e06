package dev.ddnn.hub.serve;

import dev.ddnn.contract.report.Acknowledged;
import dev.ddnn.contract.report.LastReports;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.hub.caller.CallerCheck;
import dev.ddnn.hub.reports.ReportStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code /v1/reports}: pods put theirs here, the operator reads them, and says which last ones it has folded. */
@Path("/v1/reports")
public final class ReportResource {
    private static final JsonBody<PodReport> BODY = new JsonBody<>(
            PodReport.class,
            16 * 1024,
            new RequiredFields(
                    "podUid",
                    "bootId",
                    "sequence",
                    "pod",
                    "node",
                    "namespace",
                    "ddnn",
                    "section",
                    "branch",
                    "revisions[].revision",
                    "revisions[].state",
                    "samples.refused"));

    private static final JsonBody<LastReports> FOLDED = new JsonBody<>(
            LastReports.class,
            512 * 1024,
            new RequiredFields("reports", "reports[].podUid", "reports[].bootId", "reports[].sequence"));

    private final CallerCheck callers;
    private final ReportStore reports;

    ReportResource(CallerCheck callers, ReportStore reports) {
        this.callers = callers;
        this.reports = reports;
    }

    /**
     * 204, also for a report that is late or repeated; 202 for a last one that is not folded yet: the pod sends it again until it is;
     * 400 for one that cannot be read.
     */
    @POST
    public Response post(InputStream body) {
        return BODY.read(body, report -> {
            long acknowledged = reports.record(report);
            return report.ending() && acknowledged < report.sequence()
                    ? Answers.json(202, new Acknowledged(acknowledged))
                    : Response.noContent().build();
        });
    }

    /** 200 with the names of last reports that nobody has folded yet: little, so that the operator can ask each second. */
    @GET
    @Path("last")
    public Response last() {
        return Answers.json(200, reports.unacknowledged());
    }

    /**
     * 204: noted. Only the operator may say so, since pods go then; 401, 403 and 503 as for cuts.
     */
    @POST
    @Path("folded")
    public Response folded(@HeaderParam("Authorization") @Nullable String authorization, InputStream body) {
        return callers.refusal(authorization)
                .map(CallerAnswers::of)
                .orElseGet(() -> FOLDED.read(body, folded -> {
                    folded.reports().forEach(reports::acknowledge);
                    return Response.noContent().build();
                }));
    }

    /** 200 with the newest report of each boot of the pods that are asked for; without a filter, of all. */
    @GET
    public Response get(
            @QueryParam("namespace") @Nullable String namespace, @QueryParam("ddnn") @Nullable String ddnn) {
        return Answers.json(200, reports.reports(namespace, ddnn));
    }
}
