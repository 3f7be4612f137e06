# What a cluster could leave behind on a machine, as sorted lines, to be compared before and after.
# shellcheck shell=bash

# These change by themselves.
readonly volatile_settings='^/proc/sys/(fs/(dentry-state|file-nr|inode-nr|inode-state|aio-nr|quota/|binfmt_misc/)|kernel/(ns_last_pid|random/|pty/nr)|net/netfilter/nf_conntrack_(count|buckets)|vm/stat)'
readonly host_directories=(
  /var/lib/containerd /run/containerd /var/lib/kubelet /var/log/pods /var/log/containers /var/lib/cni /run/netns
  /run/ddnn-cluster /dev/shm/ddnn-etcd
)

footprint() {
  {
    awk '{print "mount " $5 " " $(NF-2)}' /proc/self/mountinfo
    find /run/netns -mindepth 1 2>/dev/null | sed 's/^/namespace /' || true
    find /sys/fs/cgroup -type d -path '*/ddnn*' 2>/dev/null | sed 's/^/group /' || true
    ip -o link show | awk '{print "link " $2}'
    ip -o address show | awk '{print "address " $2 " " $4}'
    ip route show | sed 's/^/route /'
    nft list tables 2>/dev/null | sed 's/^/nftables /' || true
    settings
    local directory
    for directory in "${host_directories[@]}"; do
      if [[ -e $directory ]]; then echo "directory $directory"; fi
    done
    cluster_processes
  } | sort
}

settings() {
  find /proc/sys -type f -perm -u+w -perm -u+r 2>/dev/null | grep -Ev "$volatile_settings" \
    | xargs grep -sH '' | sed 's/^/setting /' || true
}

# By group, and those that fled it: by program. One that has ended, and that its parent will hear of soon, is none.
cluster_processes() {
  local process program
  for process in /proc/[0-9]*; do
    if grep -qs '^State:.Z' "$process/status"; then continue; fi
    program=
    read -r program 2>/dev/null <"$process/comm" || true
    case $program in
      containerd | containerd-shim | kubelet | kube-proxy | coredns) echo "process ${process#/proc/} $program" ;;
      *) if grep -qs ':/ddnn' "$process/cgroup"; then echo "process ${process#/proc/} $program"; fi ;;
    esac
  done
}
