# Sourced by ./demo and ./test: finds what they need, installs what may be installed, else says in one line how to get it.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt_install() {
  command -v apt-get >/dev/null || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1 ||
    { as_root apt-get update -qq >/dev/null 2>&1 && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1; }
}

need_dotnet() {
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "Tandem needs the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0 (Debian: apt-get install dotnet-sdk-10.0 from Microsoft's feed)." >&2
    exit 1
  fi
}

node_is_new() { command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }

need_node() {
  node_is_new && command -v npm >/dev/null && return
  apt_install nodejs npm || true
  # an older Debian's own is too old: npm's package "node" brings a newer binary
  if ! node_is_new && command -v npm >/dev/null; then
    npm install --prefix artifacts/node --no-audit --no-fund --silent node@22 >/dev/null 2>&1 || true
    PATH="$PWD/artifacts/node/node_modules/node/bin:$PWD/artifacts/node/node_modules/.bin:$PATH"
    export PATH
  fi
  node_is_new && command -v npm >/dev/null && return
  echo "Tandem needs Node.js 20 or later with npm to build its pages: https://nodejs.org (Debian: apt-get install nodejs npm)." >&2
  exit 1
}

need_chromium() {
  command -v chromium >/dev/null || apt_install chromium fonts-noto-cjk || true
  command -v chromium >/dev/null && return
  echo "The browser tests need Chromium: apt-get install chromium" >&2
  exit 1
}
