#!/usr/bin/env bash
# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0
#
# Puts the images of ./mneme images --oci DIR into the node of a kind cluster, under the registry kind.local, which Knative asks for no digest.
# usage: load.sh DIR [NODE]     (NODE: kind-control-plane)
set -euo pipefail
[ $# = 1 ] || [ $# = 2 ] || { echo "usage: load.sh DIR [NODE]" >&2; exit 2; }
layout=$1 node=${2:-kind-control-plane}
[ -f "$layout/index.json" ] || { echo "load.sh: expected an OCI layout, found no $layout/index.json" >&2; exit 1; }

ctr() { docker exec -i "$node" ctr --namespace=k8s.io images "$@"; }

tar -C "$layout" -c . | ctr import - >/dev/null
jq -r '.manifests[].annotations["io.containerd.image.name"]' "$layout/index.json" | while read -r name; do
  # Not its input: that is the list.
  ctr tag --force "$name" "kind.local/${name##*/}" </dev/null >/dev/null
  echo "kind.local/${name##*/}"
done
