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

/** One version of a DDNN with everything resolved, as its operator wrote it down. It never changes. */
@Group("ddnn.dev")
@Version("v1alpha1")
@Kind("DDNNRevision")
@Singular("ddnnrevision")
@Plural("ddnnrevisions")
@ShortNames("ddnnrev")
@Categories("ddnn-all")
@JsonClassDescription(
        "One version of a DDNN with everything resolved: model, cut, thresholds, encodings and the files of its sections. Written by the operator only, never changed, and deleted with its DDNN or when revisionHistoryLimit is reached. Its name follows from its content. To go back to it, revert the spec of the DDNN.")
@AdditionalPrinterColumn(name = "DDNN", jsonPath = ".metadata.labels.ddnn\\.dev/ddnn")
@AdditionalPrinterColumn(name = "State", jsonPath = ".metadata.labels.ddnn\\.dev/state")
@AdditionalPrinterColumn(name = "Model", jsonPath = ".metadata.labels.ddnn\\.dev/model")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Generation", jsonPath = ".spec.ddnnGeneration", priority = 1)
@AdditionalPrinterColumn(name = "Source", jsonPath = ".spec.model.uri", priority = 1)
public class DDNNRevision extends CustomResource<DDNNRevisionSpec, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
