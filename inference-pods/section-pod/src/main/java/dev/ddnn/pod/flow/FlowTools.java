package dev.ddnn.pod.flow;

import dev.ddnn.pod.forward.NextSection;
import dev.ddnn.pod.telemetry.FlowMetrics;
import dev.ddnn.pod.time.Timer;
import java.util.concurrent.Executor;

/**
 * What the stages work with.
 *
 * @param timer time
 * @param workers where sections are computed; as many threads as the pod may use
 * @param next the way up
 * @param metrics counts
 */
public record FlowTools(Timer timer, Executor workers, NextSection next, FlowMetrics metrics) {}
