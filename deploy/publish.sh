#!/usr/bin/env bash
# Publishes what production runs: publish.sh TARGET
set -euo pipefail
target=${1:?publish.sh TARGET}
cd "$(dirname "$0")/.."
dotnet publish src/Commissioner.App -c Release -o "$target"
install -m 644 deploy/commissioner.service "$target/"
echo "Published to $target. Next: dotnet $target/commissioner.dll migrate, then start the service."
