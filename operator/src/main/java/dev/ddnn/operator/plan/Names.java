package dev.ddnn.operator.plan;

/** Names of what a DDNN becomes, and the ports of its pods. They follow from the spec, so that a repeated create finds the first one. */
public final class Names {
    /** Port of the Open Inference Protocol, health and metrics in each pod. */
    public static final int HTTP_PORT = 8080;

    /** Port of the streams between sections in each pod. */
    public static final int GRPC_PORT = 9090;

    private Names() {}

    /** ConfigMap and Service of a section, and its Deployment where it has a single branch. */
    public static String section(String ddnn, String section) {
        return ddnn + "-" + section;
    }

    /** Deployment of one of several branches. */
    public static String branch(String ddnn, String section, String branch) {
        return section(ddnn, section) + "-" + branch;
    }

    /** DNS name of all pods of a section. */
    public static String sectionHost(String namespace, String ddnn, String section) {
        return section(ddnn, section) + "." + namespace + ".svc";
    }

    /** DNS name of the pods of a branch: their hostname in the section's headless Service. */
    public static String branchHost(String namespace, String ddnn, String section, String branch) {
        return branch + "." + sectionHost(namespace, ddnn, section);
    }
}
