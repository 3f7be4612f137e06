package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.operator.reconcile.Vacancies.Vacancy;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Wakes the quotas of a namespace when there may be room, while their reconciler runs. */
final class VacancySource extends AbstractEventSource<Void, DDNNQuota> {
    private final Vacancies vacancies;
    private final Function<Vacancy, Set<ResourceID>> quotas;
    private final Consumer<Vacancy> listener = this::wake;

    /**
     * @param quotas to which it matters
     */
    VacancySource(Vacancies vacancies, Function<Vacancy, Set<ResourceID>> quotas) {
        super(Void.class, "vacancies");
        this.vacancies = vacancies;
        this.quotas = quotas;
    }

    @Override
    public void start() {
        if (!isRunning()) {
            super.start();
            vacancies.add(listener);
        }
    }

    @Override
    public void stop() {
        super.stop();
        vacancies.remove(listener);
    }

    @Override
    public Set<Void> getSecondaryResources(DDNNQuota primary) {
        return Set.of();
    }

    private void wake(Vacancy vacancy) {
        if (isRunning()) {
            quotas.apply(vacancy).forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }
}
