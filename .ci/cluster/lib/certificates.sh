# One certificate authority, a certificate for each identity, and kubeconfigs that contain theirs.
# shellcheck shell=bash

readonly server=https://10.0.3.1:6443
readonly days=30

make_certificates() {
  cd "$pki"
  openssl ecparam -name prime256v1 -genkey -noout -out ca.key
  openssl req -x509 -new -key ca.key -subj /CN=ddnn-cluster -days "$days" -out ca.crt
  openssl genrsa -out sa.key 2048 2>/dev/null
  openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
  certificate apiserver /CN=kube-apiserver serverAuth \
    "DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:10.96.0.1,IP:10.0.3.1"
  certificate apiserver-kubelet /O=system:masters/CN=apiserver-kubelet clientAuth
  certificate admin /O=system:masters/CN=admin clientAuth
  local name
  for name in kube-controller-manager kube-scheduler kube-proxy coredns; do
    certificate "$name" "/CN=system:$name" clientAuth
    write_kubeconfig "$name" "$name.conf"
  done
  for name in "${nodes[@]}"; do
    certificate "node-$name" "/O=system:nodes/CN=system:node:$name" clientAuth,serverAuth "DNS:$name,IP:$(address_of "$name")"
    write_kubeconfig "node-$name" "node-$name.conf"
  done
  write_kubeconfig admin "$kubeconfig"
  chmod 600 "$kubeconfig"
  chown "$owner" "$kubeconfig"
  cd - >/dev/null
}

# certificate NAME SUBJECT USAGE [ALTERNATIVE NAMES]
certificate() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  printf 'extendedKeyUsage=%s\nkeyUsage=digitalSignature\n%s' "$3" "${4:+subjectAltName=$4}" >"$1.extensions"
  openssl req -new -key "$1.key" -subj "$2" \
    | openssl x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial -days "$days" -extfile "$1.extensions" -out "$1.crt" 2>/dev/null
}

# write_kubeconfig IDENTITY FILE
write_kubeconfig() {
  cat >"$2" <<EOF
apiVersion: v1
kind: Config
current-context: ddnn-cluster
clusters:
  - name: ddnn-cluster
    cluster: {server: "$server", certificate-authority-data: $(base64 -w0 ca.crt)}
users:
  - name: $1
    user: {client-certificate-data: $(base64 -w0 "$1.crt"), client-key-data: $(base64 -w0 "$1.key")}
contexts:
  - name: ddnn-cluster
    context: {cluster: ddnn-cluster, user: $1}
EOF
}
