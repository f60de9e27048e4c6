#!/usr/bin/env bash
# A private PostgreSQL cluster for the tests, on loopback, as durable as a real one: what is not said here has its default.
#   tests/postgres.sh start DIR PORT             makes a cluster in DIR, a folder that is not there or empty, and starts it
#   tests/postgres.sh url DIR                    prints its address
#   tests/postgres.sh restart-immediate DIR      as after a power cut: nothing is flushed, every connection breaks, and the log is replayed
#   tests/postgres.sh stop DIR                   stops it and removes DIR
# Needs Debian's package postgresql. PostgreSQL refuses to run as root: as root it runs as the user postgres, which the package made.
set -euo pipefail

usage() { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }

[ $# -ge 2 ] || usage
action=$1 dir=$2 port=${3:-}

bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }

as_user() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

control() { as_user "$bin/pg_ctl" -D "$dir/data" -w -t 60 -s "$@"; }

address() { echo "postgres://socialkit:$(cat "$dir/password")@127.0.0.1:$(cat "$dir/port")/socialkit"; }

case "$action" in
  start)
    [ -n "$port" ] || usage
    [ -z "$(ls -A "$dir" 2>/dev/null)" ] || { echo "$dir is not empty." >&2; exit 1; }
    mkdir -p "$dir"
    # Every run has a password of its own, so that no other user of the machine is let in.
    head -c 18 /dev/urandom | base64 | tr '+/' '-_' > "$dir/password"
    echo "$port" > "$dir/port"
    chmod 700 "$dir"
    [ "$(id -u)" -ne 0 ] || chown -R postgres "$dir"
    as_user "$bin/initdb" -D "$dir/data" -U socialkit --pwfile="$dir/password" --auth=scram-sha-256 -E UTF8 --locale=C.UTF-8 > "$dir/initdb.log" 2>&1 ||
      { cat "$dir/initdb.log" >&2; exit 1; }
    as_user sh -c "cat >> '$dir/data/postgresql.conf'" <<EOF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$dir'
max_connections = 200
EOF
    control -l "$dir/server.log" start
    PGPASSWORD=$(cat "$dir/password") as_user "$bin/createdb" -h 127.0.0.1 -p "$port" -U socialkit socialkit
    address
    ;;
  url)
    address
    ;;
  restart-immediate)
    control -m immediate -l "$dir/server.log" restart
    ;;
  stop)
    # The folder goes, so nothing needs to be flushed.
    control -m immediate stop || true
    rm -rf "$dir"
    ;;
  *)
    usage
    ;;
esac
