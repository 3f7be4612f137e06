package dev.ddnn.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
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
public class DDNN extends CustomResource<DDNNSpec, DDNNStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
