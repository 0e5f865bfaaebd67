# Sourced by the scripts beside it: finds the project and installs what is missing. Nothing here is needed to use the program.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(
    g++ cmake ninja-build ccache pkg-config ca-certificates
    libxapian-dev libcmark-dev libssl-dev zlib1g-dev libyaml-cpp-dev libkainjow-mustache-dev libsodium-dev
    libsoci-dev libsqlite3-dev libboost-dev nlohmann-json3-dev libcli11-dev libspdlog-dev libfmt-dev libicu-dev
    libarchive-dev libzstd-dev libopencc-dev libgmime-3.0-dev
)
test_packages=(libgtest-dev libcpp-httplib-dev chromium fonts-noto-cjk strace xfsprogs curl nginx-light)

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$1"
    exit 1
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else stop "These packages are missing and this needs root or sudo: ${missing[*]}"
    fi
}

# install_packages NAME...: those that are not there yet, from Debian.
install_packages() {
    command -v apt-get >/dev/null || stop "This script installs packages with apt-get; on another system install: $*"
    missing=()
    local name
    for name in "$@"; do is_installed "$name" || missing+=("$name"); done
    [ ${#missing[@]} -eq 0 ] && return
    say "Installing: ${missing[*]}"
    as_root apt-get update -q >/dev/null
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}" >/dev/null
}

# Debian's node unless another one is there.
install_node() {
    local needed=()
    command -v node >/dev/null || needed+=(nodejs)
    command -v npm >/dev/null || needed+=(npm)
    [ ${#needed[@]} -eq 0 ] || install_packages "${needed[@]}"
}

# The browser tests' libraries, when package-lock.json is newer than what is installed.
install_npm_packages() {
    [ "$project/node_modules/.package-lock.json" -nt "$project/package-lock.json" ] && return
    say "Installing what the browser tests need from npm"
    (cd "$project" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    touch "$project/node_modules/.package-lock.json"
}

# configure PRESET: quiet unless it fails.
configure() {
    local output
    output=$(cd "$project" && cmake --preset "$1" 2>&1) || stop "$output
Configuring failed"
}

is_configured() { [ -f "$project/build/$1/build.ninja" ]; }

# build PRESET TARGET...: what changed.
build() { cmake --build "$project/build/$1" --target "${@:2}" >&2; }
