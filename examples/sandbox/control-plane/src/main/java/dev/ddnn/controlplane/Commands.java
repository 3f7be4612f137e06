package dev.ddnn.controlplane;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command lines of the control plane's programs, without the directory they lie in. */
record Commands(Layout layout, ControlPlaneOptions options) {

    static final String ETCD = "etcd";
    static final String API_SERVER = "kube-apiserver";
    static final String CONTROLLER_MANAGER = "kube-controller-manager";
    static final String SCHEDULER = "kube-scheduler";
    static final String KUBECTL = "kubectl";

    /**
     * Files of these names in the working directory: on a TCP port any local user could read all Secrets. A path in
     * such an address is refused by the programs.
     */
    private static final String CLIENT_SOCKET = "unix://localhost:2379";

    private static final String PEER_SOCKET = "unix://localhost:2380";

    /** What pods, Services, namespaces and quotas need; nothing that needs a cloud, volumes or certificates. */
    private static final String CONTROLLERS = Stream.of(
                    "deployment",
                    "replicaset",
                    "daemonset",
                    "job",
                    "cronjob",
                    "statefulset",
                    "serviceaccount",
                    "namespace",
                    "garbage-collector",
                    "endpointslice",
                    "node-lifecycle",
                    "taint-eviction",
                    "pod-garbage-collector",
                    "root-ca-certificate-publisher",
                    "disruption",
                    "resourcequota",
                    "clusterrole-aggregation",
                    "ttl-after-finished")
            .map(name -> name + "-controller")
            .collect(Collectors.joining(","));

    List<String> etcd() {
        return List.of(
                ETCD,
                "--data-dir=" + layout.etcdData(),
                "--unsafe-no-fsync", // survives the death of processes, not of the machine: neither does a sandbox
                "--log-level=warn",
                "--listen-client-urls=" + CLIENT_SOCKET,
                "--advertise-client-urls=" + CLIENT_SOCKET,
                "--listen-peer-urls=" + PEER_SOCKET,
                "--initial-advertise-peer-urls=" + PEER_SOCKET,
                "--initial-cluster=default=" + PEER_SOCKET);
    }

    List<String> apiServer(int port) {
        return Stream.concat(apiServerAlways(port), audit()).toList();
    }

    private Stream<String> audit() {
        return options.auditedGroups().isEmpty()
                ? Stream.of()
                : Stream.of(
                        "--audit-policy-file=" + layout.auditPolicy(),
                        "--audit-log-path=" + layout.auditLog(),
                        "--audit-log-maxsize=64", // MB; a sandbox may run for days
                        "--audit-log-maxbackup=1");
    }

    private Stream<String> apiServerAlways(int port) {
        return Stream.of(
                API_SERVER,
                "--etcd-servers=" + CLIENT_SOCKET,
                "--bind-address=" + options.bindAddress(),
                "--advertise-address=" + options.bindAddress(),
                "--secure-port=" + port,
                "--cert-dir=" + layout.pki(),
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=" + options.serviceCidr(),
                "--token-auth-file=" + layout.tokens(),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-signing-key-file=" + layout.serviceAccountKey(),
                "--service-account-key-file=" + layout.serviceAccountPublicKey(),
                "--admission-control-config-file=" + layout.admission(),
                "--kubelet-preferred-address-types=InternalIP",
                "--kubelet-client-certificate=" + layout.kubeletClientCertificate(),
                "--kubelet-client-key=" + layout.kubeletClientKey());
    }

    List<String> controllerManager() {
        return List.of(
                CONTROLLER_MANAGER,
                "--kubeconfig=" + layout.kubeconfig(TokenUser.CONTROLLER_MANAGER),
                "--leader-elect=false",
                "--bind-address=127.0.0.1",
                "--secure-port=0",
                "--service-account-private-key-file=" + layout.serviceAccountKey(),
                "--root-ca-file=" + layout.apiServerCertificate(),
                "--use-service-account-credentials=true",
                "--kube-api-qps=400", // the default of 20 a second makes a story of many pods wait for nothing
                "--kube-api-burst=800",
                "--node-monitor-grace-period=20s",
                "--controllers=" + CONTROLLERS);
    }

    List<String> scheduler() {
        return List.of(
                SCHEDULER,
                "--kubeconfig=" + layout.kubeconfig(TokenUser.SCHEDULER),
                "--leader-elect=false",
                "--bind-address=127.0.0.1",
                "--secure-port=0");
    }
}
