package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A set of nodes of one tier, of the whole cluster, that sections may run on. */
@Group("ddnn.dev")
@Version("v1alpha1")
@Kind("DDNNNodePool")
@Singular("ddnnnodepool")
@Plural("ddnnnodepools")
@ShortNames("ddnnpool")
@Categories("ddnn-all")
@JsonClassDescription("A set of nodes of one tier, of the whole cluster, that sections of DDNNs may run on.")
@AdditionalPrinterColumn(name = "Tier", jsonPath = ".spec.tier")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Nodes", jsonPath = ".status.nodeSummary")
@AdditionalPrinterColumn(name = "Offline", jsonPath = ".status.offlineSummary")
@AdditionalPrinterColumn(name = "Workloads", jsonPath = ".status.workloadSummary")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "CPU", jsonPath = ".status.allocatable.cpu", priority = 1)
@AdditionalPrinterColumn(name = "Memory", jsonPath = ".status.allocatable.memory", priority = 1)
@ValidationRule(
        value = "size(self.metadata.name) <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        messageExpression =
                "'`metadata.name` must be a DNS label of at most 63 characters; found \\'' + self.metadata.name + '\\''")
public class DDNNNodePool extends CustomResource<DDNNNodePoolSpec, DDNNNodePoolStatus> {
    private static final long serialVersionUID = 1L;
}
