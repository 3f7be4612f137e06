# etcd, kube-apiserver, kube-controller-manager and kube-scheduler, in this machine's own namespaces. The API server listens
# on the cluster's network only; etcd on unix sockets, since any local user could read Secrets from an open port.
# shellcheck shell=bash

readonly etcd_data=/dev/shm/ddnn-etcd # a busy disk would stall it for seconds

start_control_plane() {
  mkdir -p -m 700 "$etcd_data"
  cd "$pki" # etcd's sockets are files here, named like hosts
  start etcd control-plane "$bin/etcd" --data-dir "$etcd_data" --unsafe-no-fsync --log-level warn \
    --listen-client-urls unix://localhost:2379 --advertise-client-urls unix://localhost:2379 \
    --listen-peer-urls unix://localhost:2380 --initial-advertise-peer-urls unix://localhost:2380 \
    --initial-cluster default=unix://localhost:2380
  start kube-apiserver control-plane "$bin/kube-apiserver" --etcd-servers=unix://localhost:2379 \
    --bind-address=10.0.3.1 --advertise-address=10.0.3.1 --secure-port=6443 --service-cluster-ip-range=10.96.0.0/16 \
    --tls-cert-file=apiserver.crt --tls-private-key-file=apiserver.key --client-ca-file=ca.crt --cert-dir="$pki" \
    --kubelet-client-certificate=apiserver-kubelet.crt --kubelet-client-key=apiserver-kubelet.key \
    --kubelet-certificate-authority=ca.crt --kubelet-preferred-address-types=InternalIP \
    --service-account-issuer=https://kubernetes.default.svc --service-account-signing-key-file=sa.key \
    --service-account-key-file=sa.pub --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction
  await 150 "the API server" kube get --raw /readyz
  start kube-controller-manager control-plane "$bin/kube-controller-manager" --kubeconfig=kube-controller-manager.conf \
    --service-account-private-key-file=sa.key --root-ca-file=ca.crt --use-service-account-credentials=true \
    --leader-elect=false --bind-address=127.0.0.1 --secure-port=0 --allocate-node-cidrs=false \
    --flex-volume-plugin-dir="$dir/flexvolumes" --kube-api-qps=400 --kube-api-burst=800
  start kube-scheduler control-plane "$bin/kube-scheduler" --kubeconfig=kube-scheduler.conf --leader-elect=false \
    --bind-address=127.0.0.1 --secure-port=0 --kube-api-qps=400 --kube-api-burst=800
  cd - >/dev/null
  kube apply --server-side -f "$here/lib/node-rights.yaml" >/dev/null
  await 120 "the default service account" kube get serviceaccount default
}
