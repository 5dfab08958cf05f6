#!/usr/bin/env bash
# Publishes what production runs: publish.sh TARGET
set -euo pipefail
target=${1:?publish.sh TARGET}
cd "$(dirname "$0")/.."
dotnet publish src/Commissioner.App -c Release -o "$target"
# What is in it, for whoever asks which installations a flaw concerns: libraries, and what browsers get.
dotnet tool restore >/dev/null
dotnet tool run dotnet-CycloneDX src/Commissioner.App/Commissioner.App.csproj -o "$target" -fn bom.json -F Json -dpr -rs >/dev/null
(cd src/Commissioner.App && npm sbom --sbom-format cyclonedx --omit dev) >"$target/bom-browser.json"
install -m 644 deploy/commissioner.service "$target/"
echo "Published to $target. Next: dotnet $target/commissioner.dll migrate, then start the service."
