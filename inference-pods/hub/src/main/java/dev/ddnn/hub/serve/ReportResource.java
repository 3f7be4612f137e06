package dev.ddnn.hub.serve;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.hub.reports.ReportStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code /v1/reports}: pods put theirs here, the operator reads them. */
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

    private final ReportStore reports;

    ReportResource(ReportStore reports) {
        this.reports = reports;
    }

    /** 204, also for a report that is late or repeated; 400 for one that cannot be read. */
    @POST
    public Response post(InputStream body) {
        return BODY.read(body, report -> {
            reports.record(report);
            return Response.noContent().build();
        });
    }

    /** 200 with the newest report of each boot of the pods that are asked for; without a filter, of all. */
    @GET
    public Response get(
            @QueryParam("namespace") @Nullable String namespace, @QueryParam("ddnn") @Nullable String ddnn) {
        return Answers.json(200, reports.reports(namespace, ddnn));
    }
}
