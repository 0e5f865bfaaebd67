#!/bin/bash
# Cuts the power under a running server: its disk is an ext4 image on a file system with reflinks, and a reflinked copy of the image
# is what a machine would find that lost its power at that moment. Every write that was acknowledged before the copy must be in it.
# The control runs the same against a disk whose syncs do nothing (a preloaded library) and must lose; else the test proves nothing.
#
#   tests/fault/power_cut.sh PROGRAM [CUTS]        needs root, loop devices, mkfs.xfs (xfsprogs), curl, a C compiler
#
# Exit 0: nothing lost, and the control lost. 77: this machine cannot do it.
set -euo pipefail

program=$(realpath "${1:?usage: power_cut.sh PROGRAM [CUTS]}")
cuts=${2:-20}
[ -z "${CASEBOOK_LONG:-}" ] || cuts=$((cuts * 10))
folder=$(mktemp -d)
server=0 writer=0

cannot() { echo "skipped: $1" >&2; exit 77; }
[ "$(id -u)" -eq 0 ] || cannot "needs root"
for tool in mkfs.xfs mkfs.ext4 losetup curl cc; do command -v $tool >/dev/null || cannot "$tool is missing"; done

clean() {
    [ $writer -eq 0 ] || kill $writer 2>/dev/null || true
    [ $server -eq 0 ] || kill -9 $server 2>/dev/null || true
    wait 2>/dev/null || true
    for mount in copy disk host; do umount -l "$folder/$mount" 2>/dev/null || true; done
    rm -rf "$folder"
}
trap clean EXIT

mkdir "$folder"/{host,disk,copy}
truncate -s 2G "$folder/host.xfs"
mkfs.xfs -q -m reflink=1 "$folder/host.xfs"
mount -o loop "$folder/host.xfs" "$folder/host" || cannot "may not mount a loop device"

printf '%s\n' 'int fsync(int f){(void)f;return 0;}' 'int fdatasync(int f){(void)f;return 0;}' 'int syncfs(int f){(void)f;return 0;}' \
    > "$folder/nosync.c"
cc -shared -fPIC -o "$folder/nosync.so" "$folder/nosync.c"

# serve CONTENT STATE LOG [PRELOAD]: sets server and address.
serve() {
    LD_PRELOAD=${4:-} "$program" serve --listen 127.0.0.1:0 --content "$1" --state "$2" > "$3" 2>/dev/null &
    server=$!
    for _ in $(seq 300); do
        address=$(grep -o 'http://127.0.0.1:[0-9]*' "$3" || true)
        [ -n "$address" ] && return
        kill -0 $server 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# The one who saves: whoever calls the API is somebody.
make_token() {
    "$program" user add saver --role lead --password-stdin --content "$1" --state "$2" <<<"a password nobody types" >/dev/null
    token=$("$program" user token saver --content "$1" --state "$2")
}

stop() { kill -9 $server; wait $server 2>/dev/null || true; server=0; }

# Creates cases for ever; a line of the log is an id and a text that were acknowledged.
write_cases() {
    local number=0 reply id
    while :; do
        number=$((number + 1))
        reply=$(curl -sf -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "{\"title\":\"word$number\",\"complaint\":\"word$number\"}" \
            "$address/api/v1/cases") || continue
        id=$(grep -o '"id":[0-9]*' <<<"$reply" | head -1 | cut -d: -f2)
        echo "$id word$number" >> "$folder/acknowledged"
    done
}

# cut_power PRELOAD CUTS: prints how many acknowledged cases the copies lack.
cut_power() {
    local lost=0 total=0 before id text
    truncate -s 256M "$folder/host/disk.ext4"
    mkfs.ext4 -qF "$folder/host/disk.ext4"
    mount -o loop "$folder/host/disk.ext4" "$folder/disk"
    mkdir "$folder/disk/content"
    : > "$folder/acknowledged"
    make_token "$folder/disk/content" "$folder/disk/state"
    serve "$folder/disk/content" "$folder/disk/state" "$folder/said" "$1"
    write_cases & writer=$!
    for _ in $(seq "$2"); do
        sleep "0.$((RANDOM % 9 + 1))"
        cp "$folder/acknowledged" "$folder/before"
        cp --reflink=always "$folder/host/disk.ext4" "$folder/host/copy.ext4"
        mount -o loop "$folder/host/copy.ext4" "$folder/copy"
        while read -r id text; do
            total=$((total + 1))
            grep -rqsw "$text" "$folder/copy/content" || lost=$((lost + 1))
        done < "$folder/before"
        umount "$folder/copy"
        rm "$folder/host/copy.ext4"
    done
    kill $writer; wait $writer 2>/dev/null || true; writer=0
    # the last copy must be served, too
    cp "$folder/acknowledged" "$folder/before"
    cp --reflink=always "$folder/host/disk.ext4" "$folder/host/copy.ext4"
    stop
    umount "$folder/disk"
    if [ -z "$1" ]; then
        mount -o loop "$folder/host/copy.ext4" "$folder/copy"
        serve "$folder/copy/content" "$folder/copy/state" "$folder/said2"
        while read -r id text; do
            curl -sf -H "Authorization: Bearer $token" "$address/api/v1/cases/$id" | grep -qw "$text" || lost=$((lost + 1))
        done < "$folder/before"
        stop
        umount "$folder/copy"
    fi
    rm -f "$folder/host/copy.ext4" "$folder/host/disk.ext4"
    echo "$lost of $total"
}

kept=$(cut_power "" "$cuts")
echo "synced: lost $kept acknowledged cases over $cuts cuts"
control=$(cut_power "$folder/nosync.so" 5)
echo "control without syncs: lost $control"
[ "${kept%% *}" -eq 0 ] || { echo "acknowledged cases were lost" >&2; exit 1; }
[ "${control%% *}" -gt 0 ] || { echo "the control lost nothing: this test proves nothing here" >&2; exit 1; }
