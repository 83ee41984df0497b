#!/bin/sh
# Starts a server, waits until it answers, runs the conformance suite against it, and stops it again.
# Exits as `portlab conform` does: 0 well, 1 a failure that is not known, 2 a bad file, 3 no server.
#
#   SERVER   what starts your server          (default: a reference responder)
#   TARGET   where it then is, HOST:PORT      (127.0.0.1:14545)
#   PROFILE  what is true of it               (target.yaml beside this script)
#   KNOWN    the failures that are known      (known-failing.yaml beside this script)
#   REPORTS  the folder for what is written   (conformance-reports)
#   PORTLAB  the command                      (npx portlab)
#   TRIES    how often it is asked whether it is ready, every half a second   (60)
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
PORTLAB=${PORTLAB:-npx portlab}
SERVER=${SERVER:-$PORTLAB serve --profile "$here/host.yaml"}
TARGET=${TARGET:-127.0.0.1:14545}
PROFILE=${PROFILE:-$here/target.yaml}
KNOWN=${KNOWN:-$here/known-failing.yaml}
REPORTS=${REPORTS:-conformance-reports}
TRIES=${TRIES:-60}

mkdir -p "$REPORTS" || exit 3

sh -c "exec $SERVER" >"$REPORTS/server.log" 2>&1 &
server=$!
stop() {
  kill "$server" 2>/dev/null && wait "$server"
}
trap stop EXIT
trap 'exit 130' INT TERM

# It is ready when a request about an open port is answered. Exit code 3 says that nobody answers yet.
tries=0
until $PORTLAB conform "$TARGET" --profile "$PROFILE" --run STATUS-OPEN-01 >"$REPORTS/ready.log" 2>&1; [ $? -ne 3 ]; do
  tries=$((tries + 1))
  if ! kill -0 "$server" 2>/dev/null || [ "$tries" -ge "$TRIES" ]; then
    echo "the server does not answer at $TARGET:" >&2
    cat "$REPORTS/ready.log" "$REPORTS/server.log" >&2
    exit 3
  fi
  sleep 0.5
done

$PORTLAB conform "$TARGET" --profile "$PROFILE" --known-failing "$KNOWN" \
  --junit "$REPORTS/conformance.xml" --html "$REPORTS/conformance.html" --trace "$REPORTS/conformance.jsonl"
