#!/usr/bin/env bash
# Publishes what production runs: publish.sh TARGET [Full|Standard]
set -euo pipefail
target=${1:?publish.sh TARGET [Full|Standard]}
edition=${2:-Full}
cd "$(dirname "$0")/.."
dotnet publish src/Commissioner.App -c Release -p:Edition="$edition" -o "$target"
install -m 644 deploy/commissioner.service "$target/"
echo "Published $edition to $target. Next: dotnet $target/commissioner.dll migrate, then start the service."
