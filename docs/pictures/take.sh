#!/bin/sh
# Takes README's picture anew: the real window on a virtual display, in the middle of The last ten.
# Needs xvfb, xdotool and imagemagick (tests/run installs them) and build/release (app/run builds it).
set -eu
cd "$(dirname "$0")/../.."
if [ "${1:-}" != "--on-display" ]; then
  exec xvfb-run -a -s "-screen 0 1920x1080x24" "$0" --on-display
fi
build/release/bin/inflight the-last-ten &
inflight=$!
trap 'kill $inflight 2>/dev/null || true' EXIT
window=$(xdotool search --sync --onlyvisible --name Inflight | head -n 1)
xdotool windowsize --sync "$window" 1600 900 windowmove "$window" 0 0 windowfocus "$window"
sleep 1
xdotool key space
sleep 9.4
import -window "$window" docs/pictures/window.png
