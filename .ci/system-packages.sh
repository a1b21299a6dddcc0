#!/usr/bin/env bash
# Installs what a fresh Debian 12 lacks for the whole suite: browsers of three engines with their drivers, and debootstrap for the servers.
set -euo pipefail
# shellcheck source=.ci/settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

packages=(chromium chromium-driver firefox-esr webkit2gtk-driver xvfb debootstrap)

is_installed() { [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=()
for package in "${packages[@]}"; do is_installed "$package" || missing+=("$package"); done
[ "${#missing[@]}" -eq 0 ] && exit 0

need_root "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
# Another package manager may be at work on a machine that has just started.
apt=(apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -q -y)
# A third party's package source that does not answer must not keep us from Debian's own.
"${apt[@]}" update >/dev/null || say "apt-get update reported errors; trying with the lists there are"
"${apt[@]}" install --no-install-recommends "${missing[@]}" >&2
