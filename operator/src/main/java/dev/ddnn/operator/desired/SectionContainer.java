package dev.ddnn.operator.desired;

import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.PodRequirements;
import dev.ddnn.operator.plan.SectionPlan;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one container of a section pod. */
final class SectionContainer {
    static final String NAME = "section";

    private SectionContainer() {}

    static Container of(SectionPlan section, String branch, Surroundings surroundings) {
        return new ContainerBuilder()
                .withName(NAME)
                .withImage(surroundings.sectionPodImage())
                .withImagePullPolicy("IfNotPresent")
                .withEnv(environment(branch, surroundings))
                .addNewPort()
                .withName(PodTemplate.HTTP)
                .withContainerPort(Names.HTTP_PORT)
                .withHostPort(section.intent().hostPort())
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName(PodTemplate.GRPC)
                .withContainerPort(Names.GRPC_PORT)
                .withProtocol("TCP")
                .endPort()
                // A start on a weak, busy device may take minutes; a stopped process must show within half a minute.
                .withStartupProbe(probe("/q/health/live", 2, 150))
                .withReadinessProbe(probe("/q/health/ready", 3, 3))
                .withLivenessProbe(probe("/q/health/live", 10, 6))
                .withResources(resources(section))
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .withVolumeMounts(
                        mount(PodTemplate.CONFIG_VOLUME, PodTemplate.CONFIG_DIR, true),
                        mount(PodTemplate.CACHE_VOLUME, PodTemplate.CACHE_DIR, null),
                        mount(PodTemplate.TEMP_VOLUME, PodTemplate.TEMP_DIR, null))
                .build();
    }

    private static ResourceRequirements resources(SectionPlan section) {
        var needed = PodRequirements.of(section.intent().resources());
        return new ResourceRequirementsBuilder()
                .withRequests(needed.requests())
                .withLimits(needed.limits())
                .build();
    }

    private static List<EnvVar> environment(String branch, Surroundings surroundings) {
        return List.of(
                fromField("DDNN_NAMESPACE", "metadata.namespace"),
                fromField("DDNN_POD", "metadata.name"),
                fromField("DDNN_POD_UID", "metadata.uid"),
                fromField("DDNN_NODE", "spec.nodeName"),
                new EnvVar("DDNN_BRANCH", branch, null),
                new EnvVar("DDNN_CONFIG_FILE", PodTemplate.CONFIG_PATH, null),
                new EnvVar("DDNN_HUB_URL", surroundings.hubUrl(), null),
                new EnvVar("DDNN_CACHE_DIR", PodTemplate.CACHE_DIR, null));
    }

    private static EnvVar fromField(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                // Said although it is the default: the field is atomic, so the default would look like a difference.
                .withApiVersion("v1")
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build();
    }

    private static Probe probe(String path, int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(PodTemplate.HTTP))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures)
                .build();
    }

    private static VolumeMount mount(String volume, String path, @Nullable Boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build();
    }
}
