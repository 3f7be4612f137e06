# The nodes' network namespaces, and what joins them:
#
#   this machine 10.0.3.1 -- veth -- 10.0.3.2 cloud 10.0.1.1 == edge-cloud == 10.0.1.2 edge 10.0.2.1 == device-edge == 10.0.2.2 device
# shellcheck shell=bash

make_network() {
  local node
  for node in "${nodes[@]}"; do
    ip netns add "ddnn-$node"
    ip -n "ddnn-$node" link set lo up
    # nsenter, since `ip netns exec` hides the control groups
    in_node "$node" sysctl -qw net.ipv4.ip_forward=1
  done
  ip link add ddnn-cloud type veth peer name ddnn-root netns ddnn-cloud
  ip address add 10.0.3.1/30 dev ddnn-cloud
  ip link set ddnn-cloud up
  ip -n ddnn-cloud address add 10.0.3.2/30 dev ddnn-root
  ip -n ddnn-cloud link set ddnn-root up
  make_link edge-cloud edge 10.0.1.2/30 cloud 10.0.1.1/30 delay=40 rate=20000
  make_link device-edge device 10.0.2.2/30 edge 10.0.2.1/30 delay=4 rate=20000
  make_routes
}

# make_link NAME LOW-NODE ADDRESS HIGH-NODE ADDRESS WORD...
make_link() {
  local name=$1 low=$2 low_address=$3 high=$4 high_address=$5
  shift 5
  start "$name" links "$bin/wan" link --socket "$dir/$name.socket" --name "$name" --low "ddnn-$low:to-$high" --high "ddnn-$high:to-$low" "$@"
  await 60 "the link $name" test -S "$dir/$name.socket"
  chown "$owner" "$dir/$name.socket"
  ip -n "ddnn-$low" address add "$low_address" dev "to-$high"
  ip -n "ddnn-$high" address add "$high_address" dev "to-$low"
  ip -n "ddnn-$low" link set "to-$high" up
  ip -n "ddnn-$high" link set "to-$low" up
}

make_routes() {
  local range
  for range in 10.0.1.0/24 10.0.2.0/24 10.244.0.0/16; do
    ip route add "$range" via 10.0.3.2
  done
  ip -n ddnn-cloud route add default via 10.0.3.1
  for range in 10.0.2.0/30 "$(pods_of edge)" "$(pods_of device)"; do
    ip -n ddnn-cloud route add "$range" via 10.0.1.2
  done
  ip -n ddnn-edge route add default via 10.0.1.1
  ip -n ddnn-edge route add "$(pods_of device)" via 10.0.2.2
  ip -n ddnn-device route add default via 10.0.2.1
}

remove_network() {
  local node
  for node in "${nodes[@]}"; do
    if [[ -e /run/netns/ddnn-$node ]]; then ip netns delete "ddnn-$node" || true; fi
  done
  ip link delete ddnn-cloud 2>/dev/null || true
}
