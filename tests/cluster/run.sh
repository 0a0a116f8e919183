#!/usr/bin/env bash
# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0
#
# Mneme on a real cluster, from zero and back to zero: applies an overlay, publishes events, and tells how many pods there were before,
# how long the first answer took, how many there were under load, how long it took to zero, and what is left. GPU services are given a
# made-up nvidia.com/gpu, and probes and scrapes are watched waking nothing. What cannot be done here is skipped, with the reason.
#
# usage: KUBECONFIG=… tests/cluster/run.sh [--overlay DIR] [--images REPOSITORY | --oci DIR --node CONTAINER] [--events N]
#                                          [--quiet SECONDS] [--json FILE]
#   --overlay  what to apply (knative/overlays/kind)
#   --images   the registry that ./mneme images --push filled
#   --oci      folder of ./mneme images --oci, imported into the containerd of a kind node (--node, such as kind-control-plane)
#   --events   memories to publish under load (200)
#   --quiet    how long nothing but probes and scrapes may happen (600)
# Needs kubectl, jq, curl; Knative Serving in the cluster; NATS with JetStream and NACK for the way of a memory.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/cluster/report.sh
. "$here/report.sh"

overlay=$root/knative/overlays/kind images='' oci='' node='' events=200 quiet=600 json=''
while [ $# -gt 0 ]; do
  case $1 in
    --overlay) overlay=$2 ;;
    --images) images=$2 ;;
    --oci) oci=$2 ;;
    --node) node=$2 ;;
    --events) events=$2 ;;
    --quiet) quiet=$2 ;;
    --json) json=$2 ;;
    *) fail "expected an option of the usage at the top, found \"$1\"" ;;
  esac
  [ $# -ge 2 ] || fail "$1: expected a value, found nothing"
  shift 2
done
[ -n "${KUBECONFIG:-}" ] || fail "KUBECONFIG: expected the configuration of a cluster, found nothing"
for tool in kubectl jq curl; do command -v "$tool" >/dev/null || fail "expected $tool, found none"; done
kubectl version --request-timeout=10s >/dev/null 2>&1 || fail "no cluster answers to $KUBECONFIG"
has() { kubectl get crd "$1" >/dev/null 2>&1; }
has services.serving.knative.dev || { skip all "Knative Serving is not installed"; report "$json"; exit 0; }
! kubectl get namespace mneme >/dev/null 2>&1 || fail "namespace mneme is there; this test wants to be the one that makes it"

work=$(mktemp -d)
faked=() forwards=() set_up=''
# Only what this run made: the overlay, the namespaces, the made-up GPUs, and those of Knative's settings that nobody else has made, too.
clean() {
  for pid in "${forwards[@]}"; do kill "$pid" 2>/dev/null || true; done
  kubectl delete -f "$work/all.yaml" --ignore-not-found --wait=false >/dev/null 2>&1 || true
  kubectl delete namespace mneme mneme-servers --ignore-not-found --timeout=180s >/dev/null 2>&1 || true
  for n in "${faked[@]}"; do
    kubectl patch node "$n" --subresource=status --type=json \
      -p '[{"op":"remove","path":"/status/capacity/nvidia.com~1gpu"}]' >/dev/null 2>&1 || true
    kubectl taint node "$n" nvidia.com/gpu- >/dev/null 2>&1 || true
    kubectl label node "$n" karpenter.sh/nodepool- >/dev/null 2>&1 || true
  done
  [ -z "$set_up" ] || kubectl kustomize "$root/knative/settings" | kubectl create --dry-run=client -f - -o json | jq 'del(.data)' |
    kubectl apply --server-side --field-manager=mneme-cluster -f - >/dev/null || true
  rm -rf "$work"
}
trap clean EXIT

# --- images
if [ -n "$oci" ]; then
  [ -n "$node" ] || fail "--oci: expected --node, found nothing"
  done_ images "imported $("$root/knative/overlays/kind/load.sh" "$oci" "$node" | wc -l) into $node"
elif [ -n "$images" ]; then
  done_ images "$images"
else
  skip images "neither --images nor --oci was given; they have to be in the cluster already"
fi

# --- apply
kubectl apply --server-side --field-manager=mneme-cluster -k "$root/knative/settings" >/dev/null
set_up=1
[ ! -x "$overlay/secret.sh" ] || "$overlay/secret.sh" >/dev/null
kubectl kustomize "$overlay" >"$work/built.yaml"
[ -z "$images" ] || sed -i "s#image: [^ ]*/mneme-#image: $images/mneme-#" "$work/built.yaml"
installed "$work/built.yaml" "$work/all.yaml"
kubectl apply --server-side --field-manager=mneme-cluster --validate=strict -f "$work/all.yaml" >/dev/null
done_ apply "$(grep -c '^kind:' "$work/all.yaml") objects"
kubectl -n mneme wait --for=condition=Ready kservice --all --timeout=300s >/dev/null || fail "not all Services became ready"
settle 300 || fail "functions did not go to zero after they were applied: $(running)"
measure pods.before "$(count functions)"

# --- the way of a memory
gateway=$(kubectl -n mneme get kservice capture -o 'jsonpath={.status.url}')
if ! has streams.jetstream.nats.io; then
  skip way "NACK is not installed: there are no streams"
elif ! kubectl -n mneme get containersource source-classify >/dev/null 2>&1; then
  skip way "Knative Eventing is not installed: there are no sources"
elif [ ! -x "$overlay/token.sh" ]; then
  skip way "the overlay has no token.sh: nobody to publish for"
else
  kubectl -n mneme wait --for=condition=Complete job/migrate --timeout=300s >/dev/null || fail "the migration did not end"
  token=$("$overlay/token.sh" home ada)
  entry || fail "no gateway of Knative was found"
  start=$(millis)
  publish "$address" "$gateway" "$token" first >"$work/first" || fail "capture answered $(cat "$work/first")"
  measure capture.from_zero_ms $(($(millis) - start))
  until_true 180 persisted_since persist 1 || fail "the first memory was not persisted: $(running)"
  measure way.from_zero_ms $(($(millis) - start))
  for i in $(seq "$events"); do publish "$address" "$gateway" "$token" "load-$i" >/dev/null; done
  measure pods.load "$(most 30)"
  until_true 600 persisted_since persist $((events + 1)) || fail "not all memories were persisted"
  start=$(millis)
  settle 600 || fail "functions did not go back to zero: $(running)"
  measure to_zero_ms $(($(millis) - start))
  measure pods.after "$(count functions)"
fi

# --- GPU services, with a resource that is none
worker=$(kubectl get nodes -o 'jsonpath={.items[0].metadata.name}')
if [ "$(kubectl get node "$worker" -o 'jsonpath={.status.allocatable.nvidia\.com/gpu}')" != "" ]; then
  skip gpu "node $worker has GPUs: they are not played with"
else
  faked+=("$worker")
  kubectl patch node "$worker" --subresource=status --type=json \
    -p '[{"op":"add","path":"/status/capacity/nvidia.com~1gpu","value":"2"}]' >/dev/null
  kubectl label node "$worker" karpenter.sh/nodepool=mneme-gpu --overwrite >/dev/null
  kubectl -n mneme patch kservice train --type=json --patch-file <(gpu_patch) >/dev/null
  settle 120 || fail "the new revision of train started a pod before there was work: $(running)"
  measure gpu.pods_before "$(count train)"
  ask train >/dev/null &
  asked=$!
  until_true 120 there train || fail "no pod of train while there was work"
  measure gpu.pods_at_work "$(count train)"
  wait "$asked" || true
  start=$(millis)
  settle 600 || fail "the pod of train did not go away: $(running)"
  measure gpu.to_zero_ms $(($(millis) - start))
  measure gpu.pods_after "$(count train)"
fi

# --- probes and scrapes
woken=0
end=$(($(date +%s) + quiet))
while [ "$(date +%s)" -lt "$end" ]; do
  scrape_pods
  [ "$(count functions)" = 0 ] || woken=$((woken + 1))
  sleep 5
done
measure quiet.seconds "$quiet"
measure quiet.times_a_pod_was_there "$woken"
[ "$woken" = 0 ] || fail "probes and scrapes woke a function: $(running)"
report "$json"
