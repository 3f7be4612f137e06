# One node: containerd, kubelet, kube-proxy and a DNS server in the node's network namespace and a private mount namespace.
# Each node answers names itself, as edge nodes do that must go on while they are cut off.
# shellcheck shell=bash

site_of() {
  case $1 in
    cloud) echo cloud ;;
    edge) echo district ;;
    device) echo main-street ;;
  esac
}

taint_of() {
  case $1 in
    cloud) echo "" ;;
    *) echo "ddnn.dev/tier=$1:NoSchedule" ;;
  esac
}

# What pods may have there, in millicores and MiB, as far as the machine has it. The cloud has all.
room_of() {
  case $1 in
    device) echo 1200 3072 ;;
    edge) echo 1500 3072 ;;
    cloud) echo 1000000 1000000 ;;
  esac
}

start_node() {
  local node=$1 home=$dir/$1
  mkdir -p "$home"/{cni,ipam,containerd,run,kubelet,containers,cni-state,netns} "$logs/$node-pods"
  write_containerd_config "$node" "$home"
  write_network_config "$node" "$home"
  write_kubelet_config "$node" "$home"
  write_proxy_config "$node" "$home"
  write_dns_config "$node" "$home"
  start "$node-containerd" "$node/containerd" nsenter --net="/run/netns/ddnn-$node" unshare --mount --propagation slave \
    bash "$here/lib/containerd" "$home" "$logs/$node-pods"
  await 120 "containerd of $node" ctr -a "$home/run/containerd.sock" version
  import_images "$node" "$dir/pause.tar" >/dev/null
  local inside=(nsenter --target "$(recall "$node-containerd.pid")" --mount --net)
  start "$node-coredns" "$node/coredns" "${inside[@]}" "$bin/coredns" -conf "$home/Corefile"
  start "$node-kube-proxy" "$node/kube-proxy" "${inside[@]}" "$bin/kube-proxy" --config="$home/kube-proxy.yaml"
  local taint
  taint=$(taint_of "$node")
  start "$node-kubelet" "$node/kubelet" "${inside[@]}" "$bin/kubelet" --config="$home/kubelet.yaml" \
    --kubeconfig="$pki/node-$node.conf" --hostname-override="$node" --node-ip="$(address_of "$node")" \
    --node-labels="site=$(site_of "$node"),ddnn.dev/tier=$node" ${taint:+--register-with-taints="$taint"} \
    --root-dir=/var/lib/kubelet --cert-dir=/var/lib/kubelet/pki
}

# import_images NODE ARCHIVE...: prints the names of the images.
import_images() {
  local node=$1 archive said
  shift
  for archive in "$@"; do
    said=$(ctr -a "$dir/$node/run/containerd.sock" -n k8s.io images import "$archive") \
      || die "containerd of $node does not take $archive as an image"
    sed -n 's/^unpacking \([^ ]*\) .*/\1/p' <<<"$said"
  done
}

# lists_images NODE NAME...: whether the node's status has them.
lists_images() {
  local listed name
  listed=" $(kube get node "$1" -o 'jsonpath={.status.images[*].names[*]}') "
  shift
  for name in "$@"; do
    [[ $listed == *" $name "* ]] || return 1
  done
}

# restrict_oom_score_adj: without CAP_SYS_RESOURCE no sandbox would start otherwise.
write_containerd_config() {
  cat >"$2/containerd.toml" <<EOF
version = 2
root = "/var/lib/containerd"
state = "/run/containerd"
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "/var/lib/containerd/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$pause_image"
  restrict_oom_score_adj = true
  disable_apparmor = true
  disable_hugetlb_controller = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$(cni_directory)"
    conf_dir = "$2/cni"
EOF
}

write_network_config() {
  cat >"$2/cni/10-pods.conflist" <<EOF
{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": false, "hairpinMode": true,
   "ipam": {"type": "host-local", "dataDir": "$2/ipam", "ranges": [[{"subnet": "$(pods_of "$1")"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
EOF
}

write_kubelet_config() {
  local cpu memory
  read -r cpu memory < <(room_of "$1")
  cat >"$2/kubelet.yaml" <<EOF
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $(address_of "$1")
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: $pki/ca.crt}
authorization: {mode: Webhook}
tlsCertFile: $pki/node-$1.crt
tlsPrivateKeyFile: $pki/node-$1.key
clusterDomain: cluster.local
clusterDNS: [$(address_of "$1")]
resolvConf: ""
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
volumePluginDir: /var/lib/kubelet/volumeplugins
cgroupDriver: cgroupfs
cgroupRoot: /ddnn/$1
kubeletCgroups: /ddnn/$1/kubelet
failCgroupV1: false
failSwapOn: false
oomScoreAdj: 0
maxOpenFiles: 20000
enforceNodeAllocatable: [pods]
systemReserved: {cpu: $(reserved "$cpu" "$machine_millicores")m, memory: $(reserved "$memory" "$machine_mib")Mi}
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%, nodefs.inodesFree: 1%}
imageGCHighThresholdPercent: 100 # images that were loaded by hand do not come back
EOF
}

# reserved WANTED THERE: what must be set aside for pods to see the wanted part.
reserved() { echo $(($2 > $1 ? $2 - $1 : 0)); }

readonly machine_millicores=$(($(nproc --all) * 1000))
readonly machine_mib=$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)

# These settings of conntrack belong to the whole machine, and can be changed in its first namespace only.
write_proxy_config() {
  cat >"$2/kube-proxy.yaml" <<EOF
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: $pki/kube-proxy.conf}
hostnameOverride: $1
mode: nftables
clusterCIDR: 10.244.0.0/16
oomScoreAdj: 0
healthzBindAddress: 127.0.0.1:10256
metricsBindAddress: 127.0.0.1:10249
conntrack: {maxPerCore: 0, min: 0, tcpCloseWaitTimeout: 0s, tcpEstablishedTimeout: 0s}
EOF
}

write_dns_config() {
  cat >"$2/Corefile" <<EOF
.:53 {
  bind $(address_of "$1")
  errors
  ready 127.0.0.1:8181
  kubernetes cluster.local in-addr.arpa {
    kubeconfig $pki/coredns.conf ddnn-cluster
    ttl 5
  }
  cache 5
}
EOF
}

await_node() {
  await 150 "the node $1" kube wait --for=condition=Ready "node/$1" --timeout=5s
  await 120 "names on $1" in_node "$1" bash -c '</dev/tcp/127.0.0.1/8181'
}
