package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** What one DDNN used in one month. It outlives its DDNN, for the bill. */
@Group("ddnn.dev")
@Version("v1alpha1")
@Kind("DDNNUsage")
@Singular("ddnnusage")
@Plural("ddnnusages")
@ShortNames("ddnnusage")
@Categories("ddnn-all")
@JsonClassDescription(
        "What one DDNN used in one month: samples, bytes, CPU time, memory, estimated energy and cost. Written by the operator only. It stays when its DDNN is deleted, until an administrator deletes it.")
@AdditionalPrinterColumn(name = "DDNN", jsonPath = ".spec.ddnn")
@AdditionalPrinterColumn(name = "Month", jsonPath = ".spec.month")
@AdditionalPrinterColumn(name = "Samples", jsonPath = ".status.samples")
@AdditionalPrinterColumn(name = "Exits", jsonPath = ".status.exitSummary")
@AdditionalPrinterColumn(name = "CPU-h", jsonPath = ".status.cpuHours")
@AdditionalPrinterColumn(name = "GiB-h", jsonPath = ".status.memoryGiHours")
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.cost")
@AdditionalPrinterColumn(name = "Until", jsonPath = ".status.lastFolded")
@AdditionalPrinterColumn(name = "Energy-Wh", jsonPath = ".status.energyEstimatedWh", priority = 1)
public class DDNNUsage extends CustomResource<DDNNUsageSpec, DDNNUsageStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
