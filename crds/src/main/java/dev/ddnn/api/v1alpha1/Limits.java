package dev.ddnn.api.v1alpha1;

/**
 * The limits of the API, once for the schema and for whoever writes a status: the API server refuses a status that goes
 * beyond them, so a writer shortens what could. Lengths are in characters, numbers of items where the name is a plural.
 */
public final class Limits {
    /** Of {@code metadata.name} of a DDNN: it begins the names of all that the DDNN becomes. */
    public static final int DDNN_NAME = 30;

    public static final int SECTION_NAME = 20;
    public static final int BRANCH_NAME = 40;
    public static final int POOL_NAME = 63;
    public static final int NODE_NAME = 253;
    public static final int SECRET_NAME = 253;

    /** Of a KubeEdge NodeGroup: as the value of a label it cannot be longer. */
    public static final int GROUP_NAME = 63;

    public static final int TIME = 35;
    public static final int TENSOR_NAME = 256;
    public static final int REVISION = 63;
    public static final int DURATION = 24;
    public static final int URI = 1024;
    public static final int URL = 512;
    public static final int MESSAGE = 1024;
    public static final int SUMMARY = 512;
    public static final int LABEL_VALUE = 63;

    /** Ports below belong to the system. */
    public static final int HOST_PORT_LEAST = 1024;

    public static final int HOST_PORT_MOST = 65535;

    public static final int SECTIONS = 8;
    public static final int BRANCHES = 64;
    public static final int REPLICAS = 100;
    public static final int ADDRESSES = 256;
    public static final int OUTPUTS = 16;
    public static final int TENSORS = 64;
    public static final int PULL_SECRETS = 16;
    public static final int TOLERATIONS = 16;
    public static final int RESOURCES = 8;
    public static final int LABELS = 16;
    public static final int CONDITIONS = 16;
    public static final int STEPS = 16;
    public static final int HISTORY = 100;

    /** Of a branch in a revision: it is named after all of its views. */
    public static final int BRANCH_LONG = 253;

    public static final int PORTS = 1024;
    public static final int THRESHOLD = 32;
    public static final int CLASSES = 1_000_000;
    public static final int SHAPE = 160;

    /** Entries of lists in a pool's status that grow with the cluster. */
    public static final int LISTED = 100;

    /** Entries of a quota's ledger. */
    public static final int RESERVATIONS = 1000;

    public static final int QUOTA_PODS = 1_000_000;

    /** Of a decimal in a bill. */
    public static final int AMOUNT = 40;

    public static final int USAGE_HOPS = 64;
    public static final int USAGE_ROWS = 256;
    public static final int USAGE_BOOTS = 1000;

    static final String LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    static final String SUBDOMAIN = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";
    static final String SHA256 = "^[0-9a-f]{64}$";
    static final String MODEL_URI = "^(https?://[^/@ ]+(/[!-~]*)?|s3://[a-z0-9][-a-z0-9.]{1,61}[a-z0-9]/[!-~]+"
            + "|oci://[A-Za-z0-9][-A-Za-z0-9.]*(:[0-9]{1,5})?/[a-z0-9]+([._/-]+[a-z0-9]+)*"
            + "(:[A-Za-z0-9_][-A-Za-z0-9._]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})"
            + "|hub:[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)$";
    static final String TENSOR = "^[!-)+-~]+$";
    static final String TENSOR_GLOB = "^[!-~]+$";
    static final String DECIMAL = "^-?[0-9]{1,3}([.][0-9]{1,5})?$";
    static final String THRESHOLD_PATTERN = "^[0-9]+([.][0-9]+)?$";
    static final String SHAPE_PATTERN = "^[1-9][0-9]{0,8}(x[1-9][0-9]{0,8}){0,15}$";
    static final String BANDWIDTH = "^[0-9]{1,9}([.][0-9]{1,3})?[kMG]?$";
    static final String PRICE = "^[0-9]{1,9}([.][0-9]{1,9})?$";
    static final String WATTS = "^[0-9]{1,6}([.][0-9]{1,3})?$";
    static final String MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$";
    static final String LABEL_VALUE_PATTERN = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$";

    static final String LABEL_KEYS_RULE =
            "self.all(k, size(k) <= 317 && k.matches('^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$'))";
    static final String LABEL_KEYS_MESSAGE =
            "`matchLabels` must have keys as Kubernetes allows them for labels, such as `site` or `example.com/site`";

    private Limits() {}
}
