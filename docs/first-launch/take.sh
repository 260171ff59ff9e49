#!/bin/sh
# Takes the pictures of README.md beside this file: the first launch in the real window, a picture a second for a minute,
# as somebody sees it who answers "100" after four seconds and presses Space after six. Needs build/release, Xvfb,
# xdotool and ImageMagick, and a machine with nothing else to do: the pictures follow the clock.
set -eu
cd "$(dirname "$0")/../.."
here=docs/first-launch

if [ "${1:-}" != inside ]; then
  exec xvfb-run -a -s "-screen 0 1600x900x24" "$0" inside
fi

work=$(mktemp -d)
trap 'kill "$window" 2>/dev/null || true; rm -rf "$work"' EXIT
XDG_CONFIG_HOME=$work build/release/bin/inflight &
window=$!

# Each picture at its own second, however long the one before took.
start=$(date +%s%N)
second=0
while [ "$second" -le 60 ]; do
  left=$((start + second * 1000000000 - $(date +%s%N)))
  if [ "$left" -gt 0 ]; then sleep "$(printf '%d.%09d' $((left / 1000000000)) $((left % 1000000000)))"; fi
  import -window root -silent "$work/$(printf %02d "$second").png"
  case $second in
    0) xdotool mousemove 1590 890 ;; # it points at nothing
    4) xdotool key 1 ;;
    6) xdotool key space ;;
  esac
  second=$((second + 1))
done
xdotool key ctrl+q

# Twelve to a sheet, each with its second. What comes after the verdict has settled does not change.
for sheet in 1 2 3 4; do
  first=$((sheet * 12 - 11))
  set --
  for second in $(seq "$first" $((first + 11))); do
    set -- "$@" -label "$second s" "$work/$(printf %02d "$second").png"
  done
  montage "$@" -tile 3x4 -geometry 640x360+6+4 -background '#0f1115' -fill '#e6e8ec' -font DejaVu-Sans -pointsize 14 \
    -depth 8 -strip "$here/sheet-$sheet.png"
done
cp "$work/60.png" "$here/after-a-minute.png"
