package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** What the DDNNs of a namespace may have at most, and who has what of it. */
@Group("ddnn.dev")
@Version("v1alpha1")
@Kind("DDNNQuota")
@Singular("ddnnquota")
@Plural("ddnnquotas")
@ShortNames("ddnnquota")
@Categories("ddnn-all")
@JsonClassDescription(
        "What the DDNNs of a namespace may have at most. A DDNN gets no pod before each DDNNQuota of its namespace has reserved all that it needs; who has what, and who waits for what, stands in the status.")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "DDNNs", jsonPath = ".status.summary.ddnns")
@AdditionalPrinterColumn(name = "Device", jsonPath = ".status.summary.device")
@AdditionalPrinterColumn(name = "Edge", jsonPath = ".status.summary.edge")
@AdditionalPrinterColumn(name = "Cloud", jsonPath = ".status.summary.cloud")
@AdditionalPrinterColumn(name = "CPU", jsonPath = ".status.summary.cpu")
@AdditionalPrinterColumn(name = "Memory", jsonPath = ".status.summary.memory")
@AdditionalPrinterColumn(name = "Waiting", jsonPath = ".status.summary.waiting")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Uplink-Today", jsonPath = ".status.metered.uplink", priority = 1)
@AdditionalPrinterColumn(name = "Cost-Month", jsonPath = ".status.metered.costSummary", priority = 1)
@AdditionalPrinterColumn(
        name = "Budget",
        jsonPath = ".status.conditions[?(@.type==\"WithinBudget\")].reason",
        priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Next", jsonPath = ".status.waiting[0].ddnn", priority = 1)
@AdditionalPrinterColumn(name = "Lacks", jsonPath = ".status.waiting[0].message", priority = 1)
@ValidationRule(
        value = "size(self.metadata.name) <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        messageExpression =
                "'`metadata.name` must be a DNS label of at most 63 characters; found \\'' + self.metadata.name + '\\''")
public class DDNNQuota extends CustomResource<DDNNQuotaSpec, DDNNQuotaStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
