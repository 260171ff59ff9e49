# Sourced by app/run and tests/run: installs the Debian packages that are missing, and says so. Nothing else is changed.
# inflight_packages <package>...

inflight_say() { printf '%s\n' "inflight: $*"; }

inflight_packages() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    inflight_say "these packages are missing, and this system has no apt-get:$missing" >&2
    return 1
  fi
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      inflight_say "these packages are missing; install them as root:$missing" >&2
      return 1
    fi
    as_root="sudo"
  fi
  inflight_say "installing$missing"
  log=$(mktemp)
  # shellcheck disable=SC2086  # lists of words on purpose
  if $as_root apt-get update >"$log" 2>&1 &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >>"$log" 2>&1; then
    rm -f "$log"
  else
    cat "$log" >&2
    rm -f "$log"
    inflight_say "the packages could not be installed; the reason stands above" >&2
    return 1
  fi
}

# What a build needs, and what a window needs.
INFLIGHT_BUILD_PACKAGES="g++ cmake ninja-build pkg-config libfmt-dev nlohmann-json3-dev libsimdjson-dev zlib1g-dev libcli11-dev
  libtomlplusplus-dev librdkafka-dev libuv1-dev libimgui-dev libglfw3-dev libegl-dev libgl-dev libstb-dev fonts-inter
  fonts-jetbrains-mono libgtest-dev libgmock-dev libbenchmark-dev libgl1-mesa-dri libegl1"

# inflight_build <preset> <target>...: configures once, then builds what has changed.
inflight_build() {
  preset=$1
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    inflight_say "configuring ($preset)"
    cmake --preset "$preset" >"$(mkdir -p "build/$preset" && echo "build/$preset/configure.log")" 2>&1 || {
      cat "build/$preset/configure.log" >&2
      return 1
    }
  fi
  inflight_say "building ($preset)"
  ninja -C "build/$preset" --quiet "$@"
}
