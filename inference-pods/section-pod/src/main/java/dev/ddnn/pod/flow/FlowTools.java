package dev.ddnn.pod.flow;

import dev.ddnn.pod.forward.NextSection;
import dev.ddnn.pod.telemetry.FlowMetrics;
import dev.ddnn.pod.telemetry.RevisionTallies;
import dev.ddnn.pod.time.Timer;
import java.util.concurrent.Executor;

/**
 * What the stages work with.
 *
 * @param timer time
 * @param workers where sections are computed; as many threads as the pod may use
 * @param spare where they are computed when nobody waits for the result: never before a sample that somebody waits for
 * @param next the way up
 * @param metrics counts
 * @param tallies counts by revision, in the deciding section
 */
public record FlowTools(
        Timer timer,
        Executor workers,
        Executor spare,
        NextSection next,
        FlowMetrics metrics,
        RevisionTallies tallies) {}
