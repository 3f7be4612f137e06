# Sourced by commands that set root: builds what is missing or older than its sources. Who needs more than the sandbox does adds to
# artefacts, libraries and modules, and has a stamp of its own.
sandbox="$root/examples/sandbox/target"
artefacts=(
  "$root/operator/target/quarkus-app/quarkus-run.jar"
  "$root/inference-pods/hub/target/quarkus-app/quarkus-run.jar"
  "$root/inference-pods/section-pod/target/quarkus-app/quarkus-run.jar"
  "$sandbox/ddnn-sandbox-0.1.0-SNAPSHOT.jar"
)
libraries=("$sandbox/lib")
modules=operator,inference-pods/hub,inference-pods/section-pod,examples/sandbox
sources=("$root/pom.xml" "$root"/{crds,operator,inference-pods/{contract,model,hub,section-pod},examples/sandbox})
stamp="$sandbox/up.stamp"

say() { echo "$*" >&2; }

need() { command -v "$1" >/dev/null || { say "$1 is needed, but was not found. $2"; exit 2; }; }

# The time that sources are compared with: that of the last build by this script, or of the oldest artefact if that is newer.
reference() {
  local oldest
  oldest=$(ls -t "${artefacts[@]}" | tail -n 1)
  if [[ -e $stamp && $stamp -nt $oldest ]]; then echo "$stamp"; else echo "$oldest"; fi
}

stale() {
  local file
  for file in "${artefacts[@]}" "${libraries[@]}"; do [[ -e $file ]] || return 0; done
  [[ -n $(find "${sources[@]}" -name target -prune -o -path '*/src/test' -prune -o -type f \
    \( -path '*/src/main/*' -o -name pom.xml \) -newer "$(reference)" -print -quit) ]]
}

build() {
  need mvn "Install Maven 3.8.6 or newer."
  local log started pid line told
  log=$(mktemp "${TMPDIR:-/tmp}/ddnn-build.XXXXXX")
  started=$SECONDS
  say "Building $modules with what they need (the first time Maven downloads dependencies as well); log: $log"
  (cd "$root" && exec setsid mvn -B -ntp -DskipTests -Dspotless.check.skip -Dcheckstyle.skip \
    -pl "$modules" -am package >"$log" 2>&1) &
  pid=$!
  trap 'kill -TERM -- "-$pid" 2>/dev/null || true; rm -f "$log"; exit 143' TERM HUP
  trap 'kill -TERM -- "-$pid" 2>/dev/null || true; rm -f "$log"; exit 130' INT
  exec 9<> <(:) # nothing ever comes: reading from it with a limit is a pause without a process
  told=""
  while kill -0 "$pid" 2>/dev/null; do
    read -r -t 1 -u 9 || true
    line=$(grep -o 'Building DDNN.*' "$log" | tail -n 1 || true)
    if [[ $line != "$told" || $(((SECONDS - started) % 10)) -eq 0 ]]; then
      say "  $((SECONDS - started)) s  ${line:-resolving}"
      told=$line
    fi
  done
  exec 9>&-
  if ! wait "$pid"; then
    grep -m 20 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
    say "The build failed; its whole log is $log"
    exit 1
  fi
  trap - TERM HUP INT
  rm -f "$log"
  touch "$stamp"
  say "Built in $((SECONDS - started)) s."
}

# Sets java, and builds if need be.
prepare() {
  java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
  need "$java" "Install a JDK, 17 or newer, or set JAVA_HOME."
  if stale; then build; fi
}

# Replaces this script by a program of the sandbox's jar. The command line stays short: ONNX Runtime 1.29 ends with a
# segmentation fault where it is longer than 4 KB.
launch() {
  prepare
  export ORT_DISABLE_TELEMETRY=1
  exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m \
    -Dddnn.root="$root" -Dddnn.kubernetes.source="$root/examples/sandbox/kubernetes" \
    -cp "$sandbox/ddnn-sandbox-0.1.0-SNAPSHOT.jar:$sandbox/lib/*" "$@"
}
