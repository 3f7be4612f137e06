package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.Address;
import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Place;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the samples go. A branch has a DNS name, which stays when its pod is replaced. Pods of a DaemonSet share one, so a copy is
 * named by the address of its node where the section has a port there, and else by the address of its pod.
 */
final class Addresses {
    private Addresses() {}

    static @Nullable List<Address> of(Planned plan, Observed observed) {
        SectionPlan bottom = plan.sections().get(0);
        if (bottom.layout() == Layout.PodPerNode) {
            List<Address> copies = copies(bottom, observed);
            return copies.isEmpty() ? null : copies;
        }
        return bottom.branches().stream()
                .map(branch -> new Address(
                        branch.branch(),
                        null,
                        url(
                                Names.branchHost(
                                        plan.ddnn().namespace(), plan.ddnn().name(), bottom.name(), branch.branch()),
                                Names.HTTP_PORT)))
                .toList();
    }

    private static List<Address> copies(SectionPlan bottom, Observed observed) {
        String branch = bottom.branches().get(0).branch();
        var urls = new HashSet<String>();
        return bottom.pool().nodes().stream()
                .flatMap(node -> observed
                        .podsOf(bottom.name())
                        .filter(pod -> pod.isOn(node.name()))
                        .flatMap(pod -> url(bottom.intent().hostPort(), pod.place()).stream())
                        .findFirst()
                        .map(url -> new Address(branch, node.name(), url))
                        .stream())
                // Keyed by URL: nodes that wrongly claim the same address must not make status unwritable.
                .filter(address -> urls.add(address.url()))
                .limit(Limits.ADDRESSES)
                .toList();
    }

    private static Optional<String> url(@Nullable Integer hostPort, @Nullable Place place) {
        String host = place == null ? null : hostPort == null ? place.podIp() : place.hostIp();
        return Optional.ofNullable(host).map(ip -> url(ip, hostPort == null ? Names.HTTP_PORT : hostPort));
    }

    private static String url(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
