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

/** One jointly trained network, distributed over node pools from the devices to the cloud. */
@Group("ddnn.dev")
@Version("v1alpha1")
@Kind("DDNN")
@Singular("ddnn")
@Plural("ddnns")
@ShortNames("ddnn")
@Categories("ddnn-all")
@JsonClassDescription(
        "One jointly trained neural network, distributed over node pools from the devices to the cloud, with an answer as early as a tier is confident.")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Revision", jsonPath = ".status.currentRevision")
@AdditionalPrinterColumn(name = "Percent", jsonPath = ".status.rollout.percent")
@AdditionalPrinterColumn(name = "Rollout", jsonPath = ".status.conditions[?(@.type==\"RolledOut\")].reason")
@AdditionalPrinterColumn(name = "Sections", jsonPath = ".status.sectionSummary")
@AdditionalPrinterColumn(name = "Exits", jsonPath = ".status.exitSummary")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Target", jsonPath = ".status.targetRevision", priority = 1)
@AdditionalPrinterColumn(
        name = "Waits",
        jsonPath = ".status.conditions[?(@.type==\"Reconciling\")].message",
        priority = 1)
@AdditionalPrinterColumn(
        name = "Stalled",
        jsonPath = ".status.conditions[?(@.type==\"Stalled\")].message",
        priority = 1)
@AdditionalPrinterColumn(name = "Model", jsonPath = ".spec.model.source.uri", priority = 1)
@ValidationRule(
        value = "size(self.metadata.name) <= 30 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        messageExpression =
                "'`metadata.name` must be a DNS label of at most 30 characters that begins with a letter; found \\'' + self.metadata.name + '\\''")
public class DDNN extends CustomResource<DDNNSpec, DDNNStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
