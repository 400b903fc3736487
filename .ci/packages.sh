# SPDX-License-Identifier: GPL-2.0-or-later
# To be sourced: `ensure_packages ROLE...` installs what is missing of the packages with these roles in packages.txt.

packages_list="$(dirname "${BASH_SOURCE[0]}")/packages.txt"

# The packages of the given roles, one a line.
packages_with_roles() {
  awk -F'\t' -v roles=" $* " '/^#/ || NF < 3 { next } index(roles, " " $1 " ") { print $2 }' "$packages_list"
}

# Those of the packages on standard input that are not installed, one a line.
missing_packages() {
  local installed
  installed="$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' 2>/dev/null |
    sed -n 's/^installed //p')"
  grep -vxF -f <(printf '%s\n' "$installed") || true
}

ensure_packages() {
  local wanted missing as_root=()
  wanted="$(packages_with_roles "$@")"
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    {
      echo "This system has no apt: packages can neither be checked nor installed here."
      echo "Needed, by their Debian names:" $wanted
      echo "Going on in the hope that they are there; CMake names what it misses."
    } >&2
    return 0
  fi
  missing="$(missing_packages <<<"$wanted")"
  [[ -z "$missing" ]] && return 0

  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      {
        echo "Packages are missing, and installing them takes root or sudo. As root, run:"
        echo "  apt-get install --no-install-recommends" $missing
      } >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing:" $missing
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q)
  "${apt[@]}" update || echo "apt-get update failed; trying with the package lists at hand." >&2
  "${apt[@]}" install -y --no-install-recommends $missing
}
