#!/usr/bin/env bash
# Makes the folder that holds PostgreSQL 17 with pgvector and Valkey (Debian 13), beside the machine's own packages.
set -euo pipefail
# shellcheck source=.ci/settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

complete() { [ -x "$1/usr/lib/postgresql/17/bin/postgres" ] && [ -x "$1/usr/bin/valkey-server" ] && [ -e "$1/.complete" ]; }

complete "$SERVER_ROOT" && exit 0
need_root "making $SERVER_ROOT"
mkdir -p "$CACHE_DIR"
exec 9>"$CACHE_DIR/server-root.lock"
flock 9
complete "$SERVER_ROOT" && exit 0

building="$SERVER_ROOT.building"
# debootstrap of an interrupted run may have left its own mounts; removing through them would empty the host's folders.
for mounted in "$building/proc" "$building/sys" "$building/dev"; do
  while mountpoint -q "$mounted"; do umount --lazy "$mounted"; done
done
rm -rf --one-file-system "$building" "$SERVER_ROOT"

log="$CACHE_DIR/debootstrap.log"
if ! debootstrap --variant=minbase --include=postgresql-17,postgresql-17-pgvector,valkey-server \
  trixie "$building" >"$log" 2>&1 9>&-; then
  tail -n 20 "$log" >&2
  die "debootstrap failed; the whole log is $log"
fi
rm -f "$building"/var/cache/apt/archives/*.deb
touch "$building/.complete"
mv "$building" "$SERVER_ROOT"
