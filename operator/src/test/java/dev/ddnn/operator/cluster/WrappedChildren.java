package dev.ddnn.operator.cluster;

import dev.ddnn.operator.apply.Children;
import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Passes everything on; a bug overrides what it gets wrong. */
class WrappedChildren implements Children {
    private final Children children;

    WrappedChildren(Children children) {
        this.children = children;
    }

    @Override
    public Start start() {
        return children.start();
    }

    @Override
    public List<HasMetadata> owned(Identity ddnn) {
        return children.owned(ddnn);
    }

    @Override
    public Map<HasMetadata, HasMetadata> live(List<HasMetadata> wanted) {
        return children.live(wanted);
    }

    @Override
    public boolean matches(HasMetadata actual, HasMetadata wanted) {
        return children.matches(actual, wanted);
    }

    @Override
    public List<String> refused(List<HasMetadata> missing) {
        return children.refused(missing);
    }

    @Override
    public void make(HasMetadata wanted) {
        sent(wanted, children::make);
    }

    @Override
    public void write(HasMetadata wanted, HasMetadata actual) {
        sent(wanted, changed -> children.write(changed, actual));
    }

    /** Sends what is made or changed. */
    void sent(HasMetadata wanted, Consumer<HasMetadata> how) {
        how.accept(wanted);
    }

    @Override
    public void delete(HasMetadata actual) {
        children.delete(actual);
    }

    @Override
    public void remove(HasMetadata actual) {
        children.remove(actual);
    }

    @Override
    public void tell(Identity ddnn, PodNudge nudge) {
        children.tell(ddnn, nudge);
    }
}
