package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.observe.ChildNews;
import dev.ddnn.operator.reconcile.Vacancies.Vacancy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;

/** Children or pods of DDNNs; quotas, which have no eyes for them, are told when one is gone or makes more pods. */
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
    public void onUpdate(R before, R child) {
        super.onUpdate(before, child);
        if (ChildNews.grows(child, before)) {
            vacancies.tell(new Vacancy(child.getMetadata().getNamespace(), null));
        }
    }

    @Override
    public synchronized void onDelete(R child, boolean deletedFinalStateUnknown) {
        super.onDelete(child, deletedFinalStateUnknown);
        vacancies.tell(new Vacancy(child.getMetadata().getNamespace(), null));
    }
}
