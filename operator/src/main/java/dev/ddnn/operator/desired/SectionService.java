package dev.ddnn.operator.desired;

import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.SectionPlan;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/** The headless Service of a section: senders see every pod, and each branch has its own DNS name. */
final class SectionService {
    private SectionService() {}

    static Service of(Identity ddnn, SectionPlan section) {
        var selector = Labels.sectionSelector(ddnn.name(), section.name());
        return new ServiceBuilder()
                .withMetadata(Metadata.of(ddnn, Names.section(ddnn.name(), section.name()), selector))
                .withNewSpec()
                .withClusterIP("None")
                .withSelector(selector)
                .withPorts(port(PodTemplate.HTTP, Names.HTTP_PORT), port(PodTemplate.GRPC, Names.GRPC_PORT))
                .endSpec()
                .build();
    }

    private static ServicePort port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(number)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(name))
                .build();
    }
}
