# What an installation could leave in the cluster: objects of any kind, and containers and processes of pods on any node.
# shellcheck shell=bash

cluster_contents() {
  local kinds node
  kinds=$(kube api-resources --verbs=list -o name | grep -Ev '^(events|componentstatuses)' | paste -sd, -)
  {
    kube get "$kinds" --all-namespaces --ignore-not-found \
      -o 'jsonpath={range .items[*]}{.kind}{" "}{.metadata.namespace}{"/"}{.metadata.name}{"\n"}{end}' 2>/dev/null
    for node in "${nodes[@]}"; do
      ctr -a "$dir/$node/run/containerd.sock" -n k8s.io tasks ls -q | sed "s/^/container $node /"
      find "/sys/fs/cgroup/pids/ddnn/$node/kubepods" -name cgroup.procs -exec cat {} + | sed "s/^/process $node /"
    done
  } | grep -v '^ServiceAccount kube-system/' | sort # controllers make theirs when they first need them
}

# require_contents FILE: fails if there is more, or less, in the cluster than FILE lists. Some things take a moment to go.
require_contents() {
  local try difference
  for try in {1..60}; do
    difference=$(diff "$1" <(cluster_contents)) && return
    sleep 1
  done
  say "Uninstalled, but the cluster is not as it was before:"
  sed -n 's/^>/  left: /p; s/^</  gone: /p' <<<"$difference" >&2
  exit 1
}
