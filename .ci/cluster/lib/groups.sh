# Control groups and the processes in them. Every process of a cluster lives below /ddnn in each hierarchy, containers and
# containerd's shims included, so that `down` finds them all, whoever their parent is.
# shellcheck shell=bash

readonly controllers=(cpu cpuacct cpuset memory devices freezer blkio pids)

# All hierarchies that are there; processes are moved in each, since the kubelet insists on being in one place.
hierarchies() {
  local directory
  for directory in /sys/fs/cgroup/*/; do
    if [[ -e $directory/cgroup.procs && ! -L ${directory%/} ]]; then echo "${directory%/}"; fi
  done
}

# make_group PATH: ddnn/PATH in every hierarchy. A new group of cpuset has neither CPUs nor memory, and takes no process.
make_group() {
  local hierarchy file at part
  for hierarchy in $(hierarchies); do
    mkdir -p "$hierarchy/ddnn/$1"
  done
  at=ddnn
  for part in "" ${1//\// }; do
    at=$at${part:+/$part}
    for file in cpuset.cpus cpuset.mems; do
      cat "/sys/fs/cgroup/cpuset/$file" >"/sys/fs/cgroup/cpuset/$at/$file"
    done
  done
}

# enter_group PID PATH
enter_group() {
  local hierarchy
  for hierarchy in $(hierarchies); do
    # The version 2 hierarchy, if there is one beside those of version 1, has no controllers and is not used.
    if [[ $hierarchy != */unified ]]; then echo "$1" >"$hierarchy/$2/cgroup.procs"; fi
  done
}

# start NAME GROUP COMMAND...: runs it in the background, in a session and a group of its own, with a log.
start() {
  local name=$1 group=$2
  shift 2
  make_group "$group"
  setsid bash "$here/lib/inside" "$group" "$@" >"$logs/$name.log" 2>&1 </dev/null 9>&- &
  remember "$name.pid" $!
}

group_processes() {
  find /sys/fs/cgroup/pids/ddnn -name cgroup.procs -exec cat {} + 2>/dev/null | sort -nu
}

# kill_group: kills until nothing is left, since new processes may appear meanwhile.
kill_group() {
  local try processes
  for try in {1..100}; do
    mapfile -t processes < <(group_processes)
    [[ ${#processes[@]} -gt 0 ]] || return 0
    kill -KILL "${processes[@]}" 2>/dev/null || true
    sleep 0.1
  done
  die "these processes cannot be killed: ${processes[*]}"
}

remove_groups() {
  local hierarchy try
  for hierarchy in $(hierarchies); do
    for try in {1..50}; do
      [[ -d $hierarchy/ddnn ]] || break
      find "$hierarchy/ddnn" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.1
    done
  done
}
