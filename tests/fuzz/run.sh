#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Builds the fuzzers with clang's libFuzzer under the address and undefined-behaviour sanitizers and runs them, two at a
# time. What they learn stays in build-fuzz/corpus, what they find in build-fuzz/found, their output in build-fuzz/logs.
#   tests/fuzz/run.sh [SECONDS [TARGET...]]      600 seconds each unless told, all targets unless named
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

source .ci/packages.sh
ensure_packages build fuzz

seconds="${1:-600}"
shift || true
build="$PWD/build-fuzz"
seeds="$PWD/tests/fuzz"
export TMPDIR="${TMPDIR:-/tmp}"
[[ -w /dev/shm ]] && TMPDIR=/dev/shm

cmake --preset fuzz --log-level=WARNING
cmake --build --preset fuzz ${1:+--target "$@"} --parallel "$(nproc)"
mkdir -p "$build/found" "$build/logs"

# One target; gives a line of figures.
run() {
  local name="$1" corpus="$build/corpus/$1" log="$build/logs/$1.log" dictionary="$seeds/dictionaries/${1%_fuzz}.dict"
  local options=(-max_total_time="$seconds" -rss_limit_mb=2048 -timeout=25 -print_final_stats=1
    -artifact_prefix="$build/found/$name-")
  [[ -f "$dictionary" ]] && options+=(-dict="$dictionary")
  mkdir -p "$corpus"
  local status=0
  "$build/tests/fuzz/$name" "${options[@]}" "$corpus" "$seeds/seeds/$name" >"$log" 2>&1 || status=$?
  awk -v name="$name" -v seconds="$seconds" -v status="$status" '
    / cov: / { for (i = 1; i < NF; ++i) if ($i == "cov:") { last = $(i + 1); if (first == "") first = last } }
    /number_of_executed_units/ { runs = $2 }
    END {
      printf "%-18s %10d runs  %5d -> %5d branches  %s\n", name, runs, first, last,
        status == 0 ? "nothing found" : "FOUND SOMETHING: see build-fuzz/found and build-fuzz/logs"
      exit status != 0
    }' "$log"
}
export -f run
export build seeds seconds

[[ $# -gt 0 ]] || set -- $(cd "$build/tests/fuzz" && find . -maxdepth 1 -name '*_fuzz' -type f -printf '%f\n' | sort)
printf '%s\n' "$@" | xargs -P 2 -I{} bash -c 'run {}'
