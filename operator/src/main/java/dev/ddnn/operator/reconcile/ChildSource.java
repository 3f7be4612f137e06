package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.reconcile.Vacancies.Vacancy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;

/** Children or pods of DDNNs; quotas, which have no eyes for them, are told when one is gone. */
final class ChildSource<R extends HasMetadata> extends InformerEventSource<R, DDNN> {
    private final Vacancies vacancies;

    ChildSource(
            InformerEventSourceConfiguration<R> configuration, EventSourceContext<DDNN> context, Vacancies vacancies) {
        super(configuration, context);
        this.vacancies = vacancies;
    }

    @Override
    public synchronized void onDelete(R child, boolean deletedFinalStateUnknown) {
        super.onDelete(child, deletedFinalStateUnknown);
        vacancies.tell(new Vacancy(child.getMetadata().getNamespace(), null));
    }
}
