package dev.ddnn.operator.desired;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels and annotations of what a DDNN becomes. Selectors use ours alone, as they can never be changed. */
public final class Labels {
    /** Name of the DDNN, on each child and pod. */
    public static final String DDNN = "ddnn.dev/ddnn";

    /** Name of the section. */
    public static final String SECTION = "ddnn.dev/section";

    /** Name of the branch, on what belongs to one branch. */
    public static final String BRANCH = "ddnn.dev/branch";

    /** Pod annotation: the configuration that its section has. A change makes the kubelet project the ConfigMap at once. */
    public static final String CONFIG = "ddnn.dev/config";

    /** Annotation of what makes pods: hash of the pod template that was applied. */
    public static final String TEMPLATE = "ddnn.dev/template";

    /** Annotation of what was made and not changed by us since: hash of what was wanted. */
    public static final String MADE = "ddnn.dev/made";

    /** ConfigMap annotation: the revision that the spec stood for when it was applied. */
    public static final String REVISION = "ddnn.dev/revision";

    /** Annotation of ConfigMaps and DDNNRevisions: hash of the request that this revision was cut by. */
    public static final String REQUEST = "ddnn.dev/cut-request";

    /** ConfigMap annotation of the deciding section: what its rollout must not forget. */
    public static final String ROLLOUT = "ddnn.dev/rollout";

    /** What a DDNNRevision is to its DDNN. */
    public static final String STATE = "ddnn.dev/state";

    /** First digits of the digest of a DDNNRevision's model. */
    public static final String MODEL = "ddnn.dev/model";

    /** Month of a DDNNUsage, in UTC, as YYYY-MM. */
    public static final String MONTH = "ddnn.dev/month";

    /** Who makes these objects, also as field manager. */
    public static final String MANAGER = "ddnn-operator";

    /** Selects every child and pod of every DDNN. */
    public static final String SELECT_ALL = "app.kubernetes.io/managed-by=" + MANAGER + "," + DDNN;

    private static final String REVISION_COMPONENT = "revision";

    private Labels() {}

    /** What a section's pods are selected by. */
    public static Map<String, String> sectionSelector(String ddnn, String section) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(DDNN, ddnn);
        labels.put(SECTION, section);
        return labels;
    }

    /** What a branch's pods are selected by. */
    public static Map<String, String> branchSelector(String ddnn, String section, String branch) {
        Map<String, String> labels = sectionSelector(ddnn, section);
        labels.put(BRANCH, branch);
        return labels;
    }

    /** What the revisions of a DDNN are selected by. */
    static Map<String, String> revisionSelector(String ddnn) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(DDNN, ddnn);
        return labels;
    }

    /** The recommended labels added to those of a selector. */
    public static Map<String, String> with(Map<String, String> selector) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("app.kubernetes.io/name", "ddnn");
        labels.put("app.kubernetes.io/instance", selector.get(DDNN));
        labels.put("app.kubernetes.io/component", selector.getOrDefault(SECTION, REVISION_COMPONENT));
        labels.put("app.kubernetes.io/part-of", "ddnn");
        labels.put("app.kubernetes.io/managed-by", MANAGER);
        labels.putAll(selector);
        return labels;
    }
}
