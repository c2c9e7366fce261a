#!/bin/sh
# Finds a Python that is new enough and hands over to install.py, which does the rest.
CDPATH='' cd -- "$(dirname -- "$0")" || exit 1
old=
for each in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3 python; do
    version=$("$each" -c 'import sys; print(sys.version_info[0] * 100 + sys.version_info[1])' 2>/dev/null) || continue
    [ "$version" -ge 311 ] 2>/dev/null && exec "$each" -I -B install.py "$@"
    old=${old:-$each}
done
if [ -n "$old" ]; then
    echo "错误：Python 太旧：这台电脑的 $old 低于 3.11，请另装 3.11 或更新的；装在别处的，先写 PYTHON=它的位置" >&2
else
    echo "错误：没有找到 Python，请先装 3.11 或更新的；装在别处的，先写 PYTHON=它的位置" >&2
fi
exit 1
