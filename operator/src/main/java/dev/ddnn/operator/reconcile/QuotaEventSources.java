package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.operator.observe.QuotaObserver;
import dev.ddnn.operator.plan.quota.Admission;
import dev.ddnn.operator.reconcile.Vacancies.Vacancy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What wakes the reconciler of quotas: a DDNN that comes, goes or asks, something of a DDNN that is gone or grows, and another quota that has answered. It
 * is not what that reconciler sees, and what is not told is found a little later.
 */
final class QuotaEventSources {
    private final EventSourceContext<DDNNQuota> context;
    private final SharedSource<DDNN, DDNNQuota> ddnns;
    private final VacancySource vacancies;

    QuotaEventSources(EventSourceContext<DDNNQuota> context, Informers informers, Vacancies vacancies) {
        this.context = context;
        this.vacancies = new VacancySource(vacancies, this::others);
        ddnns = new SharedSource<>(DDNN.class, informers.ddnns, this::neighbours, QuotaEventSources::matters);
    }

    List<EventSource<?, DDNNQuota>> all() {
        return List.of(ddnns, vacancies);
    }

    private Set<ResourceID> others(Vacancy vacancy) {
        return context.getPrimaryCache()
                .list(quota -> vacancy.namespace().equals(quota.getMetadata().getNamespace())
                        && !quota.getMetadata().getName().equals(vacancy.quota()))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private Set<ResourceID> neighbours(DDNN ddnn) {
        return context.getPrimaryCache()
                .list(quota -> isBeside(quota, ddnn))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static boolean matters(DDNN ddnn, DDNN before) {
        return !Objects.equals(ask(ddnn.getStatus()), ask(before.getStatus()))
                || !Objects.equals(
                        ddnn.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp());
    }

    private static @Nullable Object ask(@Nullable DDNNStatus status) {
        return status == null ? null : status.quota();
    }

    /** Quotas, which wake the DDNNs beside them. */
    static InformerEventSource<DDNNQuota, DDNN> of(EventSourceContext<DDNN> context) {
        return new NewsSource<>(
                InformerEventSourceConfiguration.from(DDNNQuota.class, DDNN.class)
                        .withName("quotas")
                        .withSecondaryToPrimaryMapper(quota -> debtorsOf(quota, context)),
                context);
    }

    /** The DDNNs to which a quota may have news: all but those that know that it has reserved what they ask for. */
    private static Set<ResourceID> debtorsOf(DDNNQuota quota, EventSourceContext<DDNN> context) {
        return context.getPrimaryCache()
                .list(ddnn -> isBeside(quota, ddnn) && !(isContent(ddnn, quota) && BudgetNews.isKnown(quota, ddnn)))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static boolean isContent(DDNN ddnn, DDNNQuota quota) {
        String uid = ddnn.getMetadata().getUid();
        var told = Admission.told(uid, ddnn.getStatus());
        return told.isPresent()
                && quota.getMetadata().getDeletionTimestamp() == null
                && Optional.ofNullable(
                                QuotaObserver.word(quota, uid, ddnn.getStatus()).reservation())
                        .map(QuotaReservation::ask)
                        .equals(told.map(QuotaReservation::ask));
    }

    private static boolean isBeside(HasMetadata one, HasMetadata other) {
        return Objects.equals(
                one.getMetadata().getNamespace(), other.getMetadata().getNamespace());
    }
}
