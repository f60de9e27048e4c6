#!/usr/bin/env bash
# A small server that speaks Mastodon's API, for the tests: snac, on loopback, with one invented account.
#   tests/snac.sh get DIR            brings the program from Debian's backports into DIR; nothing on the machine is changed
#   tests/snac.sh start DIR PORT     starts it with data in DIR and prints "address user password"
#   tests/snac.sh stop DIR           stops it and removes DIR
# DIR's parent can be entered by everybody: as root, the server runs as the user nobody.
set -euo pipefail

usage() { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }

[ $# -ge 2 ] || usage
action=$1 dir=$2 port=${3:-}

# It becomes the program itself, so that its number is the program's.
as_user() {
  if [ "$(id -u)" -eq 0 ]; then exec setpriv --reuid nobody --regid nogroup --clear-groups "$@"; else exec "$@"; fi
}

case "$action" in
  get)
    mkdir -p "$dir/apt/lists/partial"
    dir=$(cd "$dir" && pwd)
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    # Where the machine gets its own packages, there are the backports too.
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Identifier: Packages' | awk -v release="$release" '$2 == release { print $1; exit }')
    [ -n "$mirror" ] || { echo "The machine's sources of packages name no mirror for $release." >&2; exit 1; }
    keys=/usr/share/keyrings/debian-archive-keyring.gpg
    for suite in "$release" "$release-backports"; do
      echo "deb [signed-by=$keys] $mirror $suite main"
    done > "$dir/apt/sources.list"
    options=(-qq -o "Dir::Etc::sourcelist=$dir/apt/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$dir/apt/lists" -o "Dir::Cache=$dir/apt")
    # Who cannot write where apt's own user can is that user himself.
    [ "$(id -u)" -ne 0 ] || options+=(-o APT::Sandbox::User=root)
    apt-get "${options[@]}" update
    (cd "$dir/apt" && apt-get "${options[@]}" download snac2)
    dpkg-deb -x "$dir"/apt/snac2_*.deb "$dir/program"
    rm -rf "$dir/apt"
    ;;
  start)
    [ -n "$port" ] || usage
    dir=$(cd "$dir" && pwd)
    snac=$dir/program/usr/bin/snac
    printf '127.0.0.1\n%s\n127.0.0.1:%s\n\n\n' "$port" "$port" | "$snac" init "$dir/data" > /dev/null
    sed -i 's/"protocol": "https"/"protocol": "http"/' "$dir/data/server.json"
    password=$(printf 'invented\n' | "$snac" adduser "$dir/data" invented | sed -n 's/^User password is //p')
    [ "$(id -u)" -ne 0 ] || chown -R nobody:nogroup "$dir/data"
    (as_user "$snac" httpd "$dir/data") > "$dir/log" 2>&1 < /dev/null &
    echo $! > "$dir/pid"
    for _ in $(seq 100); do
      kill -0 "$(cat "$dir/pid")" 2>/dev/null || { cat "$dir/log" >&2; exit 1; }
      if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        echo "http://127.0.0.1:$port invented $password"
        exit 0
      fi
      sleep 0.1
    done
    cat "$dir/log" >&2
    exit 1
    ;;
  stop)
    # The folder goes, so nothing needs to be ended in good order.
    [ ! -f "$dir/pid" ] || kill -KILL "$(cat "$dir/pid")" 2>/dev/null || true
    rm -rf "$dir"
    ;;
  *)
    usage
    ;;
esac
