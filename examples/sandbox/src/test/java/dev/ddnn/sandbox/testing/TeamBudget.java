package dev.ddnn.sandbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaSpec;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaMetered;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The budget of bytes of the digits DDNN's namespace, as its platform team sets it and reads what is used of it. */
public final class TeamBudget implements AutoCloseable {
    private static final String NAMESPACE = "default";
    private static final String NAME = "team";
    private static final long UNLIMITED = 900_000_000_000_000L;

    private final DigitsSandbox digits;

    /** A quota that limits nothing yet. */
    public TeamBudget(DigitsSandbox digits) {
        this.digits = digits;
        limit(UNLIMITED);
    }

    /** Bytes for a day. */
    public void limit(long bytes) {
        var quota = new DDNNQuota();
        quota.setMetadata(
                new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(NAME).build());
        quota.setSpec(new DDNNQuotaSpec(null, new QuotaBudgets(new Quantity(String.valueOf(bytes)), null)));
        digits.sandbox().client().resource(quota).fieldManager("test").serverSideApply();
    }

    /** What is used, as far as is known. */
    public QuotaMetered metered() {
        return Objects.requireNonNull(
                Objects.requireNonNull(quota().get().getStatus(), "status").metered());
    }

    /** Bytes of this day that are known to have gone up. */
    public long bytes() {
        return Objects.requireNonNull(metered().uplinkBytes());
    }

    /** Fails while the bills are not of that day. */
    public void isOf(String day) {
        assertThat(metered().day()).isEqualTo(day);
    }

    /** Status and reason of a condition of the DDNN. */
    public String says(String type) {
        return Optional.ofNullable(digits.digits().get().getStatus())
                .flatMap(status -> DeployedDDNN.condition(status, type))
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .orElse("");
    }

    /** Versions of the bills of the digits DDNN: they change with each round of metering, since pods use time whatever is fed. */
    public Set<String> bills() {
        return digits
                .sandbox()
                .client()
                .resources(DDNNUsage.class)
                .inNamespace(NAMESPACE)
                .withLabel("ddnn.dev/ddnn", "digits")
                .list()
                .getItems()
                .stream()
                .map(bill -> bill.getMetadata().getResourceVersion())
                .collect(Collectors.toSet());
    }

    /** What {@code kubectl get ddnnquota -o wide} says. */
    public String wide() throws InterruptedException {
        return digits.kubectl("get", "ddnnquota", "-n", NAMESPACE, "-o", "wide");
    }

    private Resource<DDNNQuota> quota() {
        return digits.sandbox()
                .client()
                .resources(DDNNQuota.class)
                .inNamespace(NAMESPACE)
                .withName(NAME);
    }

    @Override
    public void close() {
        quota().delete();
    }
}
