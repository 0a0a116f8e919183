#!/usr/bin/env bash
# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0
#
# What run.sh asks of a cluster, and how it tells what came of it. Sourced.

declare -A measured=() skipped=() finished=()
order=()

fail() {
  echo "cluster: $*" >&2
  exit 1
}

measure() {
  order+=("$1")
  measured[$1]=$2
  printf '%-28s %s\n' "$1" "$2" >&2
}

skip() {
  skipped[$1]=$2
  printf '%-28s skipped: %s\n' "$1" "$2" >&2
}

done_() {
  finished[$1]=$2
  printf '%-28s %s\n' "$1" "$2" >&2
}

# One JSON object, to a file if one is named, and a table of the same.
report() {
  local key all='{"measured":{},"skipped":{},"done":{}}'
  for key in "${order[@]}"; do all=$(jq --arg k "$key" --argjson v "${measured[$key]}" '.measured[$k] = $v' <<<"$all"); done
  for key in "${!skipped[@]}"; do all=$(jq --arg k "$key" --arg v "${skipped[$key]}" '.skipped[$k] = $v' <<<"$all"); done
  for key in "${!finished[@]}"; do all=$(jq --arg k "$key" --arg v "${finished[$key]}" '.done[$k] = $v' <<<"$all"); done
  [ -z "$1" ] || jq . <<<"$all" >"$1"
  jq -r '(.measured | to_entries[] | [.key, (.value | tostring)]), (.skipped | to_entries[] | [.key, "skipped: " + .value]) | @tsv' <<<"$all" |
    awk -F'\t' 'BEGIN { print "| what | |"; print "|---|---|" } { printf "| %s | %s |\n", $1, $2 }'
}

millis() { date +%s%3N; }

# Pods of functions, those going away not counted. $1: "functions" for all, or the name of one.
count() {
  local selector=serving.knative.dev/service
  [ "$1" = functions ] || selector+="=$1"
  kubectl -n mneme get pods -l "$selector" -o json |
    jq '[.items[] | select(.metadata.deletionTimestamp == null and (.status.phase == "Running" or .status.phase == "Pending"))] | length'
}

running() { kubectl -n mneme get pods -o name | tr '\n' ' '; }

there() { [ "$(count "$1")" -ge 1 ]; }
gone() { [ "$(count "$1")" = 0 ]; }

# Asks every second until a command succeeds. $1: seconds at most; the rest: the command.
until_true() {
  local end=$(($(date +%s) + $1))
  shift
  until "$@"; do
    [ "$(date +%s)" -lt "$end" ] || return 1
    sleep 1
  done
}

settle() { until_true "$1" gone functions; }

# The most pods there were at once in so many seconds.
most() {
  local n top=0 end=$(($(date +%s) + $1))
  while [ "$(date +%s)" -lt "$end" ]; do
    n=$(count functions)
    [ "$n" -le "$top" ] || top=$n
    sleep 1
  done
  echo "$top"
}

# The objects of a build whose types the cluster has. $1: build, $2: where to write them.
installed() {
  local types
  types=$(kubectl api-resources --no-headers | awk '{ print $(NF-2) "/" $NF }' | sort -u)
  KINDS=$types awk '
    BEGIN { RS = "\n?---\n"; n = split(ENVIRON["KINDS"], all, "\n"); for (i = 1; i <= n; i++) known[all[i]] = 1 }
    {
      version = kind = ""
      lines = split($0, line, "\n")
      for (i = 1; i <= lines; i++) {
        if (line[i] ~ /^apiVersion: /) version = substr(line[i], 13)
        if (line[i] ~ /^kind: /) kind = substr(line[i], 7)
      }
      if (known[version "/" kind]) print "---\n" $0
      else if (kind != "") left[version "/" kind]++
    }
    END { for (type in left) print type, left[type] > "/dev/stderr" }' "$1" >"$2" 2>"$2.left"
  while read -r type number; do skip "$type" "$number objects, the cluster does not have the type"; done <"$2.left"
}

# Sets address to where requests from outside get in: Kourier's or Istio's gateway, forwarded to this machine.
entry() {
  local from port
  for from in kourier-system/kourier istio-system/istio-ingressgateway; do
    if kubectl -n "${from%/*}" get service "${from#*/}" >/dev/null 2>&1; then
      port=18080
      kubectl -n "${from%/*}" port-forward "service/${from#*/}" "$port:80" >/dev/null 2>&1 &
      forwards+=("$!")
      # shellcheck disable=SC2034 # run.sh reads it
      address=http://127.0.0.1:$port
      until_true 20 curl -s -o /dev/null "$address/"
      return
    fi
  done
  return 1
}

# A memory, by its sender's token. $1: address of the gateway, $2: URL of capture, $3: token, $4: id. Prints the answer; 2xx or it fails.
publish() {
  curl -sS --max-time 60 --fail-with-body "$1/v1/memories" -H "Host: ${2#*://}" -H "Authorization: Bearer $3" \
    -H 'content-type: application/json' -d "{\"id\": \"$4\", \"text\": \"Walked to the harbour, number $4.\"}"
}

# Whether a source has had so many events accepted since it started, from its own figures. $1: route, $2: how many.
persisted_since() {
  local pod accepted
  pod=$(kubectl -n mneme get pods -l "mneme.dev/route=$1" -o 'jsonpath={.items[0].metadata.name}') || return 1
  accepted=$(kubectl get --raw "/api/v1/namespaces/mneme/pods/$pod:8080/proxy/metrics" |
    awk '/^mneme_source_deliveries_total\{/ && /outcome="accepted"/ { sum += $NF } END { printf "%d", sum }')
  [ "${accepted:-0}" -ge "$2" ]
}

# What the component gpu does to train, on a node that is not Karpenter's.
gpu_patch() {
  jq -n '[
    {op: "add", path: "/spec/template/spec/nodeSelector", value: {"karpenter.sh/nodepool": "mneme-gpu"}},
    {op: "add", path: "/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu", value: "1"},
    {op: "add", path: "/spec/template/spec/containers/0/resources/requests/nvidia.com~1gpu", value: "1"}]'
}

# An event that a function refuses or does, from within the cluster; either way its pod has to be there. $1: function.
ask() {
  kubectl -n mneme create job "ask-$1" --image=docker.io/curlimages/curl:8.16.0 --dry-run=client -o json -- \
    curl -sS --max-time 300 -X POST "http://$1.mneme.svc.cluster.local/" -H 'content-type: application/json' -d '{}' |
    jq '.spec.template.metadata.labels = {"mneme.dev/functions": "client"}
      | .spec.template.spec.securityContext = {runAsNonRoot: true, runAsUser: 100, seccompProfile: {type: "RuntimeDefault"}}
      | .spec.template.spec.containers[0].securityContext = {allowPrivilegeEscalation: false, capabilities: {drop: ["ALL"]}}' |
    kubectl apply -f - >/dev/null
  kubectl -n mneme wait --for=condition=Complete "job/ask-$1" --timeout=300s >/dev/null
}

# As Prometheus does it: each pod that there is, at its own port.
scrape_pods() {
  local pod
  for pod in $(kubectl -n mneme get pods -l serving.knative.dev/service -o 'jsonpath={.items[*].metadata.name}'); do
    kubectl get --raw "/api/v1/namespaces/mneme/pods/$pod:8080/proxy/metrics" >/dev/null 2>&1 || true
  done
}
