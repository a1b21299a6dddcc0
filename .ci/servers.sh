#!/usr/bin/env bash
# PostgreSQL 17 with pgvector, and Valkey, for tests: empty at every start, on 127.0.0.1 alone.
# Usage: .ci/servers.sh start|stop|env     (ports: DORMANT_CI_PG_PORT, DORMANT_CI_VALKEY_PORT)
set -euo pipefail
# shellcheck source=.ci/settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

# Paths as the servers see them; each port has its own data, so that several pairs can run side by side.
pg_data="/var/lib/postgresql/test-$PG_PORT"
pg_log="/var/log/postgresql/test-$PG_PORT.log"
valkey_pid="/run/valkey-$VALKEY_PORT.pid"
valkey_log="/var/log/valkey/test-$VALKEY_PORT.log"

# A crash may lose everything: the data is made anew at every start.
pg_settings=(
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off
  -c max_connections=200 -c max_locks_per_transaction=512
  -c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=30min
  -c listen_addresses=127.0.0.1 -c unix_socket_directories= -p "$PG_PORT"
)
# More of them, for benches: DORMANT_CI_PG_SETTINGS="-c shared_buffers=3GB"
read -ra more_settings <<<"${DORMANT_CI_PG_SETTINGS:-}"
pg_settings+=("${more_settings[@]}")

# Runs a command inside the folder. The mounts live in a namespace of their own: they end with the servers and never add up.
inside() {
  local user="$1"
  shift
  # shellcheck disable=SC2016
  unshare --mount bash -c '
    set -e; root="$1"; user="$2"; shift 2
    mount --bind /proc "$root/proc"; mount --rbind /dev "$root/dev"
    exec chroot --userspec="$user" "$root" "$@"
  ' bash "$SERVER_ROOT" "$user" "$@"
}

# The process written in a pid file, if it still runs the program it should: pids are given out again after a reboot.
running_pid() {
  local pid
  pid="$(head -n 1 "$SERVER_ROOT$1" 2>/dev/null)" || return 1
  [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ] && printf '%s' "$pid"
}

stop_process() {
  local pid signal="$3"
  pid="$(running_pid "$1" "$2")" || return 0
  kill "-$signal" "$pid"
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  say "$2 ($pid) did not stop in 10 s and is killed"
  kill -KILL "$pid" 2>/dev/null || true
}

stop() {
  stop_process "$pg_data/postmaster.pid" postgres INT
  stop_process "$valkey_pid" valkey-server TERM
  rm -rf "${SERVER_ROOT:?}$pg_data" "$SERVER_ROOT$valkey_pid"
}

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start() {
  need_root "starting the test servers"
  [ -e "$SERVER_ROOT/.complete" ] || die "no servers yet: run .ci/server-root.sh first"
  stop
  local port
  for port in "$PG_PORT" "$VALKEY_PORT"; do
    if port_in_use "$port"; then
      say "port $port belongs to another program: set DORMANT_CI_PG_PORT and DORMANT_CI_VALKEY_PORT"
      exit "$PORT_TAKEN"
    fi
  done
  inside postgres:postgres /usr/lib/postgresql/17/bin/initdb -D "$pg_data" -A trust -U postgres \
    --no-sync --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  inside postgres:postgres /usr/lib/postgresql/17/bin/pg_ctl -D "$pg_data" -l "$pg_log" -s -w -t 60 \
    -o "${pg_settings[*]}" start </dev/null >/dev/null || {
    tail -n 20 "$SERVER_ROOT$pg_log" >&2
    die "PostgreSQL did not start"
  }
  inside root:root /usr/bin/valkey-server --port "$VALKEY_PORT" --bind 127.0.0.1 --daemonize yes --save "" \
    --appendonly no --pidfile "$valkey_pid" --logfile "$valkey_log" --dir /tmp </dev/null >/dev/null
  for _ in $(seq 100); do
    port_in_use "$VALKEY_PORT" && return 0
    sleep 0.1
  done
  tail -n 20 "$SERVER_ROOT$valkey_log" >&2
  die "Valkey did not start"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  env)
    printf 'export TEST_DATABASE_URL=postgres://postgres@127.0.0.1:%s/postgres\n' "$PG_PORT"
    printf 'export TEST_REDIS_URL=redis://127.0.0.1:%s\n' "$VALKEY_PORT"
    ;;
  *) die "usage: .ci/servers.sh start|stop|env" ;;
esac
