#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing to build narrows on Debian 12, and nothing else: tools/setup.sh [run|test|bench]
# Quiet and fast when nothing is missing. Uses apt-get (as root or through sudo) and npm.
set -eu

run_packages="gcc libc6-dev meson ninja-build pkg-config python3 ca-certificates
  libuv1-dev libwebsockets-dev libwebsockets-evlib-uv libinih-dev libjansson-dev libsodium-dev
  zlib1g-dev libzstd-dev libarchive-dev libsqlite3-dev libgeotiff-dev libtiff-dev libpng-dev"
test_packages="g++ clang llvm libclang-rt-14-dev clang-format clang-tidy gpsd-clients chromium
  fonts-noto-core procps zstd libproj-dev gdal-bin"
# To run the decoder's tests as on other machines.
[ "$(uname -m)" != x86_64 ] || test_packages="$test_packages qemu-user-static
  gcc-aarch64-linux-gnu libc6-dev-arm64-cross gcc-s390x-linux-gnu libc6-dev-s390x-cross"
node_min=18
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# Prints those of the given packages that are not installed.
missing_packages() {
  installed=" $(dpkg-query -W -f '${Package}=${db:Status-Abbrev} ' "$@" 2>/dev/null || true)"
  for package in "$@"; do
    case $installed in *" $package=ii "*) ;; *) printf '%s ' "$package" ;; esac
  done
}

# Prints the packages that Node and npm still need. Any Node from 18 on counts, from wherever it is:
# Debian's npm cannot stand beside a Node that is not Debian's.
missing_node() {
  if ! node=$(command -v node); then printf 'nodejs '; command -v npm >/dev/null || printf 'npm '; return; fi
  version=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
  [ "$version" -ge "$node_min" ] ||
    fail "$node is too old (version $version, $node_min or newer is needed): update it, or remove it to get Debian's"
  command -v npm >/dev/null && return
  case $(dpkg-query -W -f '${Version}' nodejs 2>/dev/null || true) in
    ''|*nodesource*) fail "npm is missing beside $node, which is not Debian's: install the npm that belongs to it" ;;
    *) printf 'npm ' ;;
  esac
}

# Runs a command as root.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"
  fi
}

may_be_root() {
  [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

install_packages() {
  by_hand="as root: apt-get update && apt-get install --no-install-recommends $*"
  command -v apt-get >/dev/null || fail "no apt-get here. Missing: $*. Install what these Debian packages hold"
  may_be_root || fail "missing: $*. Not root and no sudo; type $by_hand"
  say "installing $*"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! as_root apt-get update -qq >"$log" 2>&1; then
    grep -m 3 -E '^(E|W|Err)' "$log" >&2 || true
    say "apt-get update failed (is there a network?); trying with the lists at hand" >&2
  fi
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
      >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    fail "apt-get could not install: $*. When the cause above is gone, type $by_hand"
  fi
}

# What a folder's lock file names. npm writes the hidden lock file last.
install_libraries() {
  lock=$root/$1/package-lock.json
  [ -e "$lock" ] || return 0
  done_lock=$root/$1/node_modules/.package-lock.json
  [ -e "$done_lock" ] && [ -z "$(find "$lock" -newer "$done_lock")" ] && return 0
  say "installing $2 (npm ci in $1/)"
  (cd "$root/$1" && npm ci --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null) ||
    fail "npm ci failed (is there a network?). When the cause above is gone, type: cd $1 && npm ci"
  touch "$done_lock"
}

case ${1-run} in
  run) wanted=$run_packages ;;
  test) wanted="$run_packages $test_packages" ;;
  bench) wanted="$run_packages gpsd-clients" ;;
  *) printf 'usage: tools/setup.sh [run|test|bench]\n' >&2; exit 2 ;;
esac
command -v dpkg-query >/dev/null || fail "this is not Debian. Install what these packages hold: $wanted nodejs npm"
node_packages=$(missing_node)
# shellcheck disable=SC2086 # lists of words
missing="$(missing_packages $wanted)$node_packages"
# shellcheck disable=SC2086
[ -z "$missing" ] || install_packages $missing
install_libraries web "the page's libraries"
[ "${1-run}" != bench ] || install_libraries bench "DuckDB, to measure beside"
