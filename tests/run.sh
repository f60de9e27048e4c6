#!/usr/bin/env bash
# Installs what the tests need (Debian and npm packages), builds, and runs every test. Closes with a line "N passed, N failed".
# With SOCIALKIT_NATIVE=FILE the end-to-end tests run a second time, on that native program.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TERM="${TERM:-dumb}"

say() { printf '\n== %s\n' "$*"; }

apt_install() {
  local missing=() package
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || { echo "Install by hand: ${missing[*]}" >&2; return 1; }
  say "apt-get install ${missing[*]}"
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=120 update
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq -y -o DPkg::Lock::Timeout=120 install --no-install-recommends "${missing[@]}"
}

apt_install tzdata zsh fish postgresql gnome-keyring dbus libsecret-tools libsecret-1-0 libcurl4 chromium libreoffice-writer-nogui fonts-liberation fonts-noto-core fonts-noto-color-emoji
command -v npm >/dev/null || apt_install nodejs npm

say "npm packages of the reference implementations"
(cd tests/references && npm ci --no-audit --no-fund --silent)

say "npm packages of a real Bluesky PDS"
(cd tests/servers/bluesky-pds && npm ci --no-audit --no-fund --silent)

say "npm packages of Prism, which holds requests against X's own description"
(cd tests/servers/x-prism && npm ci --no-audit --no-fund --silent)

say "npm packages that the supporters' page is held against"
(cd tests/browser && npm ci --no-audit --no-fund --silent)

say "a PostgreSQL cluster of its own"
cluster=$(mktemp -d)/postgres
trap 'tests/postgres.sh stop "$cluster"; tests/snac.sh stop "$(dirname "$cluster")/snac"; rmdir "$(dirname "$cluster")"' EXIT
chmod 711 "$(dirname "$cluster")"
for attempt in 1 2 3 4 5; do
  # A port that somebody else has taken is found out by trying.
  SOCIALKIT_TEST_POSTGRES=$(tests/postgres.sh start "$cluster" $((20000 + RANDOM % 12000))) && break
  tests/postgres.sh stop "$cluster"
  [ "$attempt" -lt 5 ] || { echo "PostgreSQL does not start." >&2; exit 1; }
done
export SOCIALKIT_TEST_POSTGRES

say "a server that speaks Mastodon's API"
snac=$(dirname "$cluster")/snac
tests/snac.sh get "$snac"
for attempt in 1 2 3 4 5; do
  SOCIALKIT_TEST_SNAC=$(tests/snac.sh start "$snac" $((20000 + RANDOM % 12000))) && break
  rm -rf "$snac/data"
  [ "$attempt" -lt 5 ] || { echo "snac does not start." >&2; exit 1; }
done
export SOCIALKIT_TEST_SNAC

export SOCIALKIT_DIFFERENTIAL="${SOCIALKIT_DIFFERENTIAL:-100000}"

say "build"
dotnet build SocialKit.sln -c Release -v quiet -clp:NoSummary

passed=0 failed=0 skipped=0
# Under CI a skipped test is a failed one: whatever a test needs has been installed above.
options=(-noColor -noLogo)
[ "${CI:-}" != true ] || options+=(-failSkips)

run_project() {
  local log status=0 total errors bad skip name="$1"
  shift
  say "$name"
  log=$(mktemp)
  "tests/$name/bin/Release/net10.0/$name" "${options[@]}" "$@" 2>&1 | tee "$log" || status=${PIPESTATUS[0]}
  read -r total errors bad skip < <(sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/p' "$log" | tail -n 1) || true
  rm -f "$log"
  # A run that died, or executed nothing, has failed whatever it printed.
  if [ "${total:-0}" -eq 0 ] || { [ "$status" -ne 0 ] && [ $((bad + errors)) -eq 0 ]; }; then
    total=$(( ${total:-0} + 1 )) errors=$(( ${errors:-0} + 1 ))
  fi
  passed=$((passed + total - ${bad:-0} - errors - ${skip:-0})) failed=$((failed + ${bad:-0} + errors)) skipped=$((skipped + ${skip:-0}))
}

run_project SocialKit.Tests
run_project SocialKit.EndToEndTests
if [ -n "${SOCIALKIT_NATIVE:-}" ]; then
  export SOCIALKIT_PROGRAM="$SOCIALKIT_NATIVE"
  # The proof's workers are processes of its own, and are not the program. In the browser it is the same page, byte for byte.
  run_project SocialKit.EndToEndTests -class- "*ChaosTests" -namespace- "SocialKit.EndToEndTests.Browser"
fi

echo
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]
