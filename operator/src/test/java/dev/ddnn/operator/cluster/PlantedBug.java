package dev.ddnn.operator.cluster;

import dev.ddnn.operator.apply.Children;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.reconcile.PlantedReconciler.Bug;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Mistakes that operators are known for. Each says in which play it shows and what the judge says of it. */
enum PlantedBug {
    /** Pods are told of a configuration only in the visit that writes it: if that one ends between the two, nobody tells them. */
    AWriteLeftOut(Play.Rollout, true, "this did not happen: Rollout: the end") {
        @Override
        Bug planted(int life) {
            return writing(children -> new WrappedChildren(children) {
                private final List<String> written = new ArrayList<>();

                @Override
                void sent(HasMetadata wanted, Consumer<HasMetadata> how) {
                    super.sent(wanted, how);
                    written.add(wanted.getMetadata().getName() + "-");
                }

                @Override
                public void tell(Identity ddnn, PodNudge nudge) {
                    if (written.stream().anyMatch(nudge.pod()::startsWith)) {
                        super.tell(ddnn, nudge);
                    }
                }
            });
        }
    },

    /** Plans from what it saw two configurations ago, and writes with the version that it sees now. */
    AStaleReadActedOn(
            Play.Rollout, false, "not the next step", "is tried again", "while a section above holds", "parts of") {
        @Override
        Bug planted(int life) {
            return new TwoStepsBehind();
        }
    },

    /** Status says what is about to be done. */
    AStatusWrittenBeforeTheDeed(Play.Rollout, false, "status says") {
        @Override
        Bug planted(int life) {
            return new Bug() {
                @Override
                public boolean tellsFirst() {
                    return true;
                }
            };
        }
    },

    /** Whoever starts in mid-rollout takes for undone what is done, and takes the step after it too. */
    AStepTakenTwice(Play.Rollout, true, "not the next step", "are not ready for it") {
        @Override
        Bug planted(int life) {
            return life == 1
                    ? new Bug() {}
                    : writing(children -> new RewrittenConfigs(children, RewrittenConfigs::further));
        }
    },

    /** The top lets go of what answers when all samples are computed by both. */
    ARetireBeforeThePromote(Play.Rollout, false, "while a section above holds") {
        @Override
        Bug planted(int life) {
            return writing(children -> new RewrittenConfigs(children, RewrittenConfigs::retired));
        }
    },

    /** A name that differs from one life to the next. */
    AChildOfEachLife(Play.Install, true, "was created a second time") {
        @Override
        Bug planted(int life) {
            return writing(children -> new WrappedChildren(children) {
                @Override
                void sent(HasMetadata wanted, Consumer<HasMetadata> how) {
                    if (wanted instanceof Service) {
                        wanted.getMetadata().setName(wanted.getMetadata().getName() + "-" + life);
                    }
                    super.sent(wanted, how);
                }

                @Override
                public void delete(HasMetadata actual) {
                    if (!(actual instanceof Service)) {
                        super.delete(actual);
                    }
                }
            });
        }
    },

    /** What failed is known to nobody who starts later. */
    AFailureForgotten(Play.Rollback, false, "is tried again") {
        @Override
        Bug planted(int life) {
            return writing(children -> new WrappedChildren(children) {
                @Override
                void sent(HasMetadata wanted, Consumer<HasMetadata> how) {
                    var annotations = wanted.getMetadata().getAnnotations();
                    if (wanted instanceof ConfigMap
                            && annotations.getOrDefault(Labels.ROLLOUT, "").contains("\"failed\":{")) {
                        annotations.remove(Labels.ROLLOUT);
                    }
                    super.sent(wanted, how);
                }
            });
        }
    };

    final Play play;
    final boolean needsADeath;
    final List<String> said;

    PlantedBug(Play play, boolean needsADeath, String... said) {
        this.play = play;
        this.needsADeath = needsADeath;
        this.said = List.of(said);
    }

    /**
     * For one operator.
     *
     * @param life 1 for the first, 2 for the one after its death
     */
    abstract Bug planted(int life);

    private interface Writing {
        Children wrapped(Children children);
    }

    private static Bug writing(Writing writing) {
        return new Bug() {
            @Override
            public Children writes(Children children) {
                return writing.wrapped(children);
            }
        };
    }

    /** Sees configurations, pods and reports as they were before the deciding section was told the last two things. */
    private static final class TwoStepsBehind implements Bug {
        private final Map<String, Observed> lastOfEach = new LinkedHashMap<>();

        @Override
        public Observed sees(Observed observed) {
            observed.config(Standing.DECIDING).map(HeldConfig::hash).ifPresent(hash -> {
                lastOfEach.remove(hash);
                lastOfEach.put(hash, observed);
            });
            List<Observed> views = List.copyOf(lastOfEach.values());
            return views.size() > 2 ? mixed(observed, views.get(views.size() - 3)) : observed;
        }

        private static Observed mixed(Observed now, Observed then) {
            return new Observed(
                    now.ddnn(),
                    now.status(),
                    now.pools(),
                    now.cut(),
                    then.configs(),
                    now.workloads(),
                    then.pods(),
                    then.reports(),
                    now.elsewhere(),
                    now.revisions(),
                    List.of());
        }
    }

    /** Sees all as it was some visits ago, and writes with the versions of then. */
    static final class Stale implements Bug {
        private static final int BEHIND = 3;

        private final Deque<Observed> views = new ArrayDeque<>();
        private final Deque<List<HasMetadata>> versions = new ArrayDeque<>();

        @Override
        public Observed sees(Observed observed) {
            return behind(views, observed);
        }

        @Override
        public Children writes(Children children) {
            return new WrappedChildren(children) {
                @Override
                public List<HasMetadata> owned(Identity ddnn) {
                    return behind(versions, super.owned(ddnn));
                }
            };
        }

        private static synchronized <T> T behind(Deque<T> past, T now) {
            past.add(now);
            return past.size() > BEHIND ? past.remove() : now;
        }
    }
}
