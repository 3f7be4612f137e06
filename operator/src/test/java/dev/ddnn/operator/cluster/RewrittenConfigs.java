package dev.ddnn.operator.cluster;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.apply.Children;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes other configurations than it was told to. */
final class RewrittenConfigs extends WrappedChildren {
    private final UnaryOperator<SectionConfig> other;

    RewrittenConfigs(Children children, UnaryOperator<SectionConfig> other) {
        super(children);
        this.other = other;
    }

    @Override
    void sent(HasMetadata wanted, Consumer<HasMetadata> how) {
        if (wanted instanceof ConfigMap map) {
            String text = map.getData().get(SectionConfig.FILE);
            SectionConfig config = other.apply(ContractJson.read(text, SectionConfig.class));
            map.setData(Map.of(SectionConfig.FILE, ContractJson.write(config)));
        }
        super.sent(wanted, how);
    }

    /** The deciding section takes the next step along with this one. */
    static SectionConfig further(SectionConfig config) {
        Rollout rollout = config.rollout();
        boolean raised = rollout != null
                && config.section().equals(Standing.DECIDING)
                && rollout.routePercent() < rollout.shadowPercent();
        return raised
                ? with(
                        config,
                        config.answering(),
                        config.revisions(),
                        new Rollout(rollout.id(), rollout.target(), rollout.shadowPercent(), rollout.shadowPercent()))
                : config;
    }

    /** The top holds the target alone as soon as all samples are computed by it too. */
    static SectionConfig retired(SectionConfig config) {
        Rollout rollout = config.rollout();
        boolean all = rollout != null && config.section().equals(Standing.ABOVE) && rollout.shadowPercent() == 100;
        return all
                ? with(
                        config,
                        rollout.target(),
                        config.revisions().stream()
                                .filter(held -> held.name().equals(rollout.target()))
                                .toList(),
                        null)
                : config;
    }

    private static SectionConfig with(
            SectionConfig config, String answering, List<HeldRevision> revisions, @Nullable Rollout rollout) {
        return new SectionConfig(
                config.namespace(),
                config.ddnn(),
                config.section(),
                answering,
                revisions,
                config.deadlineMillis(),
                config.onUpstreamLoss(),
                config.join(),
                config.next(),
                rollout);
    }
}
