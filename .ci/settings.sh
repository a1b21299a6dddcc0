# Sourced by the other parts: where the servers live, on which ports, and how a step reports its time.
# shellcheck shell=bash disable=SC2034

CI_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
PROJECT_DIR="$(dirname "$CI_DIR")"
# Outside the checkout, so that a fresh clone finds the 700 MB of an earlier run.
CACHE_DIR="${DORMANT_CI_CACHE:-/var/cache/dormant-users-ci}"
# The name carries what is inside: another list of packages is another folder.
SERVER_ROOT="$CACHE_DIR/trixie-pg17-pgvector-valkey"
PG_PORT="${DORMANT_CI_PG_PORT:-55417}"
VALKEY_PORT="${DORMANT_CI_VALKEY_PORT:-56379}"
# Exit code of `servers.sh start` where another program has the port, so that a caller may try the next.
PORT_TAKEN=75

say() { printf '[ci] %s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# step NAME COMMAND…: runs it, reports how long it took, keeps its exit code.
step() {
  local name="$1" started=$SECONDS code=0
  shift
  say "$name …"
  "$@" || code=$?
  say "$name: $((SECONDS - started)) s$([ "$code" -eq 0 ] || printf ' (exit code %s)' "$code")"
  return "$code"
}

need_root() { [ "$(id -u)" -eq 0 ] || die "$1 needs root. On a laptop use: docker compose up -d"; }
