#!/bin/sh
# Takes the docs' pictures anew, without a display: docs/pictures/take.sh [FOLDER]
# Needs build/release (app/run builds it); INFLIGHT names another binary. tests/render runs this too, and compares.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
inflight=${INFLIGHT:-$root/build/release/bin/inflight}
to=${1:-$root/docs/pictures}

"$inflight" render the-last-ten --at 8.72s --size 1600x900 -o "$to/window.png"
"$inflight" render the-last-ten --at end --size 1600x900 --theme light -o "$to/exit.png"
"$inflight" render the-last-ten --at end --chart --size 1600x900 -o "$to/chart.png"
