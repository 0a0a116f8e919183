#!/usr/bin/env bash
# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0
#
# Adds the image mneme-speech-model to an OCI layout, such as that of ./mneme images --oci DIR: the weights of the local speech engine, as
# functions/transcribe/fetch-model keeps them, in one layer. The same weights give the same bytes.
# usage: model-image.sh DIR     then load.sh (kind), or: skopeo copy oci:DIR:mneme-speech-model:0.1.0 docker://REPOSITORY/mneme-speech-model:0.1.0
set -euo pipefail
[ $# = 1 ] || { echo "usage: model-image.sh DIR" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly layout=$1 name=mneme-speech-model:0.1.0
readonly config=application/vnd.oci.image.config.v1+json layer=application/vnd.oci.image.layer.v1.tar
readonly manifest=application/vnd.oci.image.manifest.v1+json

weights=$("$here/../../../functions/transcribe/fetch-model" | tail -1)
mkdir -p "$layout/blobs/sha256"
work=$(mktemp -d "$layout/model.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Puts a file among the blobs; prints its descriptor.
blob() {
  local digest size
  digest=$(sha256sum "$1" | cut -d' ' -f1) size=$(stat -c %s "$1")
  mv "$1" "$layout/blobs/sha256/$digest"
  jq -n --arg type "$2" --arg digest "sha256:$digest" --argjson size "$size" '{mediaType: $type, digest: $digest, size: $size}'
}

tar -C "$weights" --sort=name --owner=0 --group=0 --numeric-owner --mtime=2026-11-22T00:00:00Z --mode=a=rX -cf "$work/layer" .
files=$(blob "$work/layer" "$layer")
# Weights are the same for every machine, but a node asks for an image of its own kind.
jq -n --argjson layer "$files" --arg arch "$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')" \
  '{os: "linux", architecture: $arch, config: {}, rootfs: {type: "layers", diff_ids: [$layer.digest]}}' >"$work/config"
settings=$(blob "$work/config" "$config")
jq -n --arg type "$manifest" --argjson config "$settings" --argjson layer "$files" \
  '{schemaVersion: 2, mediaType: $type, config: $config, layers: [$layer]}' >"$work/manifest"
image=$(blob "$work/manifest" "$manifest")

printf '{"imageLayoutVersion":"1.0.0"}\n' >"$layout/oci-layout"
[ -f "$layout/index.json" ] || echo '{"schemaVersion": 2, "manifests": []}' >"$layout/index.json"
jq --arg name "$name" --argjson image "$image" '
  ($image + {annotations: {"org.opencontainers.image.ref.name": $name, "io.containerd.image.name": ("docker.io/library/" + $name)}}) as $entry
  | .manifests |= map(select(.annotations["org.opencontainers.image.ref.name"] != $name)) + [$entry]' "$layout/index.json" >"$work/index"
mv "$work/index" "$layout/index.json"
jq -r --arg name "$name" '$name + " " + .digest' <<<"$image"
