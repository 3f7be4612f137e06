/** What a cluster would have besides the two controllers, played: nodes, workloads' controllers, kubelets, the hub. */
@NullMarked
package dev.ddnn.benchmarks.played;

import org.jspecify.annotations.NullMarked;
