package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.reconcile.Vacancies.Vacancy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;

/** Children or pods of DDNNs; quotas, which have no eyes for them, are told when one is gone. */
final class ChildSource<R extends HasMetadata> extends NewsSource<R, DDNN> {
    private final Vacancies vacancies;

    ChildSource(
            InformerEventSourceConfiguration.Builder<R> configuration,
            Newcomers<R> newcomers,
            Shared<R> shared,
            EventSourceContext<DDNN> context,
            Vacancies vacancies) {
        super(configuration, newcomers, shared, context);
        this.vacancies = vacancies;
    }

    @Override
    public synchronized void onDelete(R child, boolean deletedFinalStateUnknown) {
        super.onDelete(child, deletedFinalStateUnknown);
        vacancies.tell(new Vacancy(child.getMetadata().getNamespace(), null));
    }
}
