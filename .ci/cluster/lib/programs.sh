# The programs of a cluster that are no packages: found in the owner's cache, or compiled into it first.
# shellcheck shell=bash

readonly coredns_version=v1.14.3
readonly helm_version=v3.19.0
readonly pause_image=ddnn.dev/pause:1

find_programs() {
  mkdir -p "$bin"
  local kubernetes name
  kubernetes=$(as_owner "$root/examples/sandbox/kubernetes/programs") || exit 1
  for name in etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl; do
    [[ -x $kubernetes/$name ]] || die "$kubernetes lacks $name, without which there are no nodes. Unset DDNN_KUBERNETES_BIN to have it compiled"
    ln -sfn "$kubernetes/$name" "$bin/$name"
  done
  ln -sfn "$(coredns)" "$bin/coredns"
  local tools
  tools=$(compile_tools)
  install -m 755 "$tools/wan" "$tools/pause" "$bin"
}

cache() {
  local owner_home
  owner_home=$(getent passwd "$owner" | cut -d: -f6)
  echo "${XDG_CACHE_HOME:-$owner_home/.cache}/ddnn"
}

coredns() {
  local target
  target=$(cache)/coredns/$coredns_version
  if [[ ! -x $target/coredns ]]; then
    say "Compiling CoreDNS $coredns_version into $target, once: about 2 minutes on 2 cores."
    compile "$target.unfinished" -trimpath "github.com/coredns/coredns@$coredns_version"
    as_owner mv -T "$target.unfinished" "$target"
  fi
  echo "$target/coredns"
}

# Where the sandbox's tests keep theirs as well.
helm() {
  local target
  target=$(cache)/helm/$helm_version
  if [[ ! -x $target/helm ]]; then
    say "Compiling Helm $helm_version into $target, once: about 80 seconds on 2 cores."
    compile "$target/unfinished" "helm.sh/helm/v3/cmd/helm@$helm_version"
    as_owner mv -T "$target/unfinished/helm" "$target/helm"
  fi
  echo "$target/helm"
}

# compile DIRECTORY ARGUMENTS...: go install, with a line of progress every ten seconds.
compile() {
  local target=$1 log pid started=$SECONDS
  shift
  log=$(mktemp)
  as_owner mkdir -p "$target"
  as_owner env -u GOOS -u GOARCH GOBIN="$target" CGO_ENABLED=0 GOWORK=off GOFLAGS= go install -v -ldflags='-s -w' "$@" >"$log" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if [[ $((SECONDS - started)) -ge 10 ]]; then
      started=$SECONDS
      say "  $(grep -vc '^go: ' "$log" || true) packages compiled"
    fi
  done
  if ! wait "$pid"; then
    tail -n 15 "$log" >&2
    die "go install $* failed. If modules could not be downloaded, name a reachable proxy with GOPROXY. The whole output is in $log"
  fi
  rm -f "$log"
}

compile_tools() {
  local target=$dir/tools
  mkdir -p "$target"
  [[ $owner == root ]] || chown "$owner" "$target"
  (cd "$here/tools" && compile "$target" -trimpath -buildvcs=false ./wan ./pause) || exit 1
  echo "$target"
}

# The image of the pause container, as an OCI archive: one layer with one static program.
pause_archive() {
  local archive=$dir/pause.tar work layer config manifest
  work=$(mktemp -d "$dir/pause.XXXXXX")
  mkdir -p "$work/layer" "$work/image/blobs/sha256"
  cp "$bin/pause" "$work/layer/pause"
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$work/layer" -cf "$work/layer.tar" pause
  layer=$(blob "$work/image" "$work/layer.tar")
  cat >"$work/config" <<EOF
{"architecture":"$(go_architecture)","os":"linux","created":"1970-01-01T00:00:00Z",
 "config":{"User":"65535:65535","Entrypoint":["/pause"]},"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]}}
EOF
  config=$(blob "$work/image" "$work/config")
  cat >"$work/manifest" <<EOF
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config","size":$(stat -c %s "$work/config")},
 "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:$layer","size":$(stat -c %s "$work/layer.tar")}]}
EOF
  manifest=$(blob "$work/image" "$work/manifest")
  cat >"$work/image/index.json" <<EOF
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
 {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$manifest","size":$(stat -c %s "$work/manifest"),
  "annotations":{"io.containerd.image.name":"$pause_image"}}]}
EOF
  echo '{"imageLayoutVersion":"1.0.0"}' >"$work/image/oci-layout"
  tar -C "$work/image" -cf "$archive" oci-layout index.json blobs
  rm -rf "$work"
}

blob() {
  local hash
  hash=$(sha256sum "$2" | cut -d ' ' -f 1)
  cp "$2" "$1/blobs/sha256/$hash"
  echo "$hash"
}

go_architecture() { (cd "$here/tools" && as_owner go env GOARCH); }
