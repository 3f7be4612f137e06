# Sourced by every script here: names, places and small helpers. Everything of a cluster is named ddnn-*, or lies in the
# control groups /ddnn, in the directory that `up --dir` names, or in $state.
# shellcheck shell=bash
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

readonly root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
readonly here=$root/.ci/cluster
readonly state=/run/ddnn-cluster # there is one as long as anything of a cluster may be
readonly lock=/run/ddnn-cluster.lock
readonly nodes=(cloud edge device)

umask 022
set -o errtrace
trap 'say "$(basename "$0"): failed at line $LINENO of ${BASH_SOURCE[0]}: $BASH_COMMAND"' ERR

say() { echo "$*" >&2; }

die() {
  say "$(basename "$0"): $*"
  exit 1
}

# await SECONDS WHAT COMMAND...: until the command succeeds, without its output.
await() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [[ $SECONDS -lt $limit ]] || die "gave up waiting for $what; the logs are in $logs"
    sleep 0.1
  done
}

# What `up` decided, for the scripts that come after it.
remember() { printf '%s\n' "$2" >"$state/$1"; }
recall() { cat "$state/$1" 2>/dev/null; }

# Places in the cluster's directory.
use_directory() {
  readonly dir=$1
  readonly marker=.ddnn-cluster # says that a directory is ours
  readonly pki=$dir/pki logs=$dir/logs bin=$dir/bin kubeconfig=$dir/kubeconfig
}

require_cluster() {
  [[ -d $state ]] || die "no cluster is up. Start one with .ci/cluster/up"
  use_directory "$(recall dir)"
}

require_root() {
  [[ $(id -u) -eq 0 ]] || die "only root can do this: run it with sudo"
}

# One `up` or `down` at a time. What lives longer than the script must be started with 9>&-, or it holds the lock as well.
take_lock() {
  exec 9>"$lock"
  flock -w "$1" 9 || die "another up or down of a cluster is running (it holds $lock): wait for it, or end it"
}

# The user who asked for the cluster: programs are compiled, and the kubeconfig kept, as that user.
as_owner() {
  if [[ $owner == root ]]; then
    "$@"
  else
    runuser -u "$owner" -- env HOME="$(getent passwd "$owner" | cut -d: -f6)" "$@"
  fi
}

address_of() {
  case $1 in
    cloud) echo 10.0.3.2 ;;
    edge) echo 10.0.1.2 ;;
    device) echo 10.0.2.2 ;;
  esac
}

pods_of() {
  case $1 in
    cloud) echo 10.244.1.0/24 ;;
    edge) echo 10.244.2.0/24 ;;
    device) echo 10.244.3.0/24 ;;
  esac
}

in_node() {
  local node=$1
  shift
  nsenter --net="/run/netns/ddnn-$node" "$@"
}

kube() { KUBECONFIG=$kubeconfig KUBECACHEDIR=$dir/kubectl-cache "$bin/kubectl" "$@"; }
