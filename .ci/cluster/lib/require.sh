# Says at once, and all together, what of this machine stands in the way of a cluster.
# shellcheck shell=bash

# command:Debian package that has it
readonly needed_commands=(
  containerd:containerd ctr:containerd runc:runc iptables:iptables nft:nftables conntrack:conntrack
  ip:iproute2 nsenter:util-linux unshare:util-linux flock:util-linux openssl:openssl mount:mount
)
readonly cni_directories=(/usr/lib/cni /opt/cni/bin)
readonly used_ranges=(10.0.1.0/24 10.0.2.0/24 10.0.3.0/24 10.244.0.0/16 10.96.0.0/16)
readonly least_memory_mib=6000 least_disk_mib=8000

problems=()
problem() { problems+=("$*"); }

require_machine() {
  [[ $(uname -s) == Linux ]] || die "a cluster needs Linux, but this is $(uname -s)"
  install_packages
  require_programs
  require_namespaces
  require_groups
  require_room
  require_addresses
  [[ ${#problems[@]} -gt 0 ]] || return 0
  say "A cluster of real nodes is impossible on this machine:"
  printf -- '- %s\n' "${problems[@]}" >&2
  exit 1
}

cni_directory() {
  local candidate
  for candidate in "${cni_directories[@]}"; do
    if [[ -x $candidate/bridge ]]; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

missing_packages() {
  local pair
  {
    for pair in "${needed_commands[@]}"; do
      command -v "${pair%%:*}" >/dev/null || echo "${pair##*:}"
    done
    cni_directory >/dev/null || echo containernetworking-plugins
  } | sort -u
}

install_packages() {
  local packages
  mapfile -t packages < <(missing_packages)
  [[ ${#packages[@]} -gt 0 ]] || return 0
  if ! command -v apt-get >/dev/null; then
    problem "missing: ${packages[*]} (names of Debian's packages). Install them with this system's package manager"
    return
  fi
  say "Installing ${packages[*]}"
  local log
  log=$(mktemp)
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    problem "apt-get could not install ${packages[*]} (see above). Install them by hand"
  fi
  rm -f "$log"
}

require_programs() {
  as_owner sh -c 'command -v go' >/dev/null \
    || problem "Go is not on the PATH of $owner, and CoreDNS and the link emulator are compiled. Install Go 1.25 or newer"
  local version
  version=$(containerd --version 2>/dev/null | awk '{print $3}')
  case ${version#v} in
    0.* | 1.[0-5].*) problem "containerd $version is too old: 1.6 or newer is needed" ;;
  esac
}

require_namespaces() {
  unshare --mount --propagation slave true 2>/dev/null || problem "no mount namespaces (unshare --mount fails): CAP_SYS_ADMIN is missing, as in most containers"
  if [[ ! -c /dev/net/tun ]]; then
    problem "no /dev/net/tun, so no emulated WAN: load the kernel module tun, or pass the device into this container"
  fi
  if ! unshare --net true 2>/dev/null; then
    problem "no network namespaces (unshare --net fails): CAP_SYS_ADMIN is missing, as in most containers"
    return # what follows is tried in one
  fi
  [[ ! -c /dev/net/tun ]] || unshare --net ip tuntap add dev ddnn-try mode tun 2>/dev/null \
    || problem "/dev/net/tun cannot be used, so no emulated WAN: CAP_NET_ADMIN or the right to this device is missing"
  unshare --net ip link add ddnn-try type veth peer name ddnn-yrt 2>/dev/null || problem "no veth pairs: the kernel module veth is missing"
  unshare --net ip link add ddnn-try type bridge 2>/dev/null || problem "no bridges: the kernel module bridge is missing"
  unshare --net nft add table ip ddnn-try 2>/dev/null || problem "no nftables, on which Services rest: the kernel module nf_tables is missing"
}

require_groups() {
  if [[ $(stat -f -c %T /sys/fs/cgroup 2>/dev/null) == cgroup2fs ]]; then
    problem "this machine has control groups of version 2 only. These scripts know version 1 (hybrid), where each controller has its directory in /sys/fs/cgroup. Boot with systemd.unified_cgroup_hierarchy=0, or use another machine"
    return
  fi
  local controller
  for controller in "${controllers[@]}"; do
    if [[ ! -e /sys/fs/cgroup/$controller/cgroup.procs ]]; then
      problem "the control group controller $controller is not mounted in /sys/fs/cgroup/$controller"
    elif [[ ! -d /sys/fs/cgroup/$controller/ddnn ]]; then
      if ! mkdir "/sys/fs/cgroup/$controller/ddnn-try" 2>/dev/null; then
        problem "control groups cannot be made in /sys/fs/cgroup/$controller: it is read-only, as in most containers"
      else
        rmdir "/sys/fs/cgroup/$controller/ddnn-try"
      fi
    fi
  done
}

require_room() {
  local memory disk try=$dir/overlay-try
  memory=$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)
  [[ $memory -ge $least_memory_mib ]] || problem "$memory MiB of memory, but three nodes and what runs on them need $least_memory_mib"
  disk=$(df --output=avail -m "$dir" | tail -n 1)
  [[ $disk -ge $least_disk_mib ]] || problem "$disk MiB free in $dir, but $least_disk_mib are needed. Name another place with --dir"
  mkdir -p "$try"/{lower,upper,work,merged}
  unshare --mount --propagation slave mount -t overlay overlay \
    -o "lowerdir=$try/lower,upperdir=$try/upper,workdir=$try/work" "$try/merged" 2>/dev/null \
    || problem "no overlay mounts in $dir. Name a place on an ordinary file system with --dir"
  rm -rf "$try"
}

require_addresses() {
  local range found
  for range in "${used_ranges[@]}"; do
    found=$( { ip -4 route show root "$range"; ip -4 route show match "$range"; } | awk '$1 != "default" && !/ ddnn-cloud/ {found = $0} END {print found}')
    [[ -z $found ]] || problem "the cluster's network uses $range, but this machine has the route: $found. Take that network down first"
  done
}
