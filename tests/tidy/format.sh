#!/bin/sh
# Fails if clang-format would change a file. To mend: find app core tests -name '*.cpp' -o -name '*.h' | xargs clang-format -i
set -eu
find app core tests \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 "$1" --dry-run --Werror
