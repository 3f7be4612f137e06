package dev.ddnn.hub.cut;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.hub.source.ModelSources;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Takes cut requests. Equal requests are one job, which a few threads work on; who asks waits a little for it and otherwise
 * learns how far it is. A failure is the answer for a short time and tried again by the next request after that; while it is
 * tried, the failure stays the answer, so that a lasting one does not flicker.
 */
public final class CutDesk {
    private static final int MAX_JOBS = 256;

    private final CutWork work;
    private final Function<CutRequest, Executor> executors;
    private final Duration patience;
    private final Clock clock;
    private final Map<String, CutJob> jobs = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param work what is done for a request
     * @param executors does it; may reject
     * @param patience how long a request waits for its answer
     * @param clock tells how old a failure is
     */
    CutDesk(CutWork work, Function<CutRequest, Executor> executors, Duration patience, Clock clock) {
        this.work = work;
        this.executors = executors;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * A desk over models and sections.
     *
     * @param executors fetches and cuts; may reject
     */
    public static CutDesk of(
            ModelSources sources, SectionStore sections, Function<CutRequest, Executor> executors, Clock clock) {
        CutWork work = new ModelCutting(sources, sections, Runtime.getRuntime().maxMemory());
        return new CutDesk(work, executors, Duration.ofSeconds(2), clock);
    }

    /** Answers within the patience that the desk was made with. */
    public CutResponse ask(CutRequest request) {
        return job(request).await(patience);
    }

    private synchronized CutJob job(CutRequest request) {
        String key = ContractJson.hash(ContractJson.write(request));
        CutJob known = jobs.get(key);
        if (known != null && known.answers(clock.instant(), work)) {
            return known;
        }
        CutJob job = new CutJob(known == null ? null : known.failure(), clock);
        jobs.put(key, job);
        forgetOldest();
        job.start(request, work, executors.apply(request));
        return job;
    }

    private void forgetOldest() {
        Iterator<CutJob> oldestFirst = jobs.values().iterator();
        while (jobs.size() > MAX_JOBS && oldestFirst.hasNext()) {
            if (oldestFirst.next().finished()) {
                oldestFirst.remove();
            }
        }
    }

    /** How many requests are known. */
    synchronized int size() {
        return jobs.size();
    }
}
