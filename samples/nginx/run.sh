#!/usr/bin/env bash
# Starts two chat servers with one database, and nginx before them: https://localhost:8443. Needs nginx and openssl.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export PATH="$PATH:/usr/sbin"

work=$(mktemp -d)
pids=()
stop() {
    trap - EXIT INT TERM
    kill "${pids[@]}" 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap stop EXIT INT TERM

# Waits until the program that was started last listens; ends with it if it ends.
listens() { # port
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        kill -0 "${pids[-1]}" 2>/dev/null || exit 1
        sleep 0.2
    done
}

mkdir -p "$work/temp" "$work/data"
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
dotnet build ../Chat/Chat.Server -c Release -v q --nologo

for name in one two; do
    port=$([ "$name" = one ] && echo 5101 || echo 5102)
    # Not by `dotnet run`, which does not hand on what stops it.
    (cd ../Chat/Chat.Server && exec dotnet bin/Release/net10.0/Chat.Server.dll --urls "http://127.0.0.1:$port" \
        --Chat:Name "$name" --Chat:Data "$work/data" --Chat:SharesDatabase true) &
    pids+=($!)
    listens "$port"
done

cp nginx.conf "$work"
nginx -p "$work" -c "$work/nginx.conf" -g 'daemon off;' &
pids+=($!)
listens 8443
echo "The chat is at https://localhost:8443 (the certificate is its own); Ctrl+C stops it."
wait -n
