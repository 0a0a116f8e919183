// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A rule that every overlay keeps; its name says which, its reason what breaking it once cost. */
enum Policy {
  EVERY_GPU_WORKLOAD_HAS_A_MAX_SCALE(
      "without one a backlog starts GPUs without end", GpuRules::maxScale),
  EVERY_GPU_WORKLOAD_SAYS_HOW_MUCH_IT_TAKES_AT_A_TIME(
      "unlimited concurrency fills a GPU's memory, and the pod dies with all of it",
      GpuRules::concurrency),
  EVERY_GPU_WORKLOAD_HAS_A_TIMEOUT("a hung request keeps its node", GpuRules::timeout),
  EVERY_GPU_WORKLOAD_STARTS_AT_ZERO(
      "else each new revision starts a GPU before there is work", GpuRules::zero),
  EVERY_GPU_WORKLOAD_TOLERATES_ITS_POOL(
      "else it never starts, or starts where no GPU is", GpuRules::toleration),
  EVERY_GPU_POOL_HAS_A_GPU_LIMIT("else nobody says how many there may be", GpuRules::poolLimit),
  EVERY_GPU_POOL_LETS_ITS_NODES_EXPIRE("a forgotten node lives for 720 h", GpuRules::poolExpiry),
  EVERY_GPU_POOL_HAS_A_GRACE(
      "a pod that cannot be evicted else keeps an expired node for ever, and one too short cuts off"
          + " work",
      GpuRules::poolGrace),
  EVERY_GPU_POOL_TAKES_EMPTY_NODES_AWAY(
      "an idle GPU costs as much as a busy one", GpuRules::poolEmpty),
  ONE_GPU_POOL_FOR_SPOT_AND_ON_DEMAND(
      "a limit holds per pool, so two pools double it", GpuRules::onePool),
  GPUS_OF_ALL_PODS_FIT_INTO_THE_POOL(
      "what does not fit waits for ever and keeps what it waits with", GpuRules::sum),
  NO_GPU_SERVICE_IS_PUBLIC("anybody could start a GPU", GpuRules::notPublic),
  ONLY_CAPTURE_AND_RECALL_ARE_PUBLIC(
      "a function trusts the events it is given", ServiceRules::publicOnes),
  EVERY_SERVICE_GOES_TO_ZERO_AND_NO_FURTHER_UP_THAN_IT_SAYS(
      "idle functions cost nothing, busy ones no more than foreseen", ServiceRules::scale),
  PODS_TAKE_WHAT_THEIR_ROUTE_SENDS(
      "what is sent beyond that waits in Knative, and its timeout runs", ServiceRules::capacity),
  TIMEOUTS_ARE_WITHIN_THE_DEADLINE_OF_THE_ROUTE(
      "else an event is a dead letter while its function still works", ServiceRules::timeouts),
  PROBES_ASK_NO_STORE("a probe that is work was the massive bill", ServiceRules::probes),
  SCRAPES_NEITHER_WAKE_NOR_KEEP_A_FUNCTION(
      "a scrape through Knative counts as a request", ServiceRules::scrapes),
  KNATIVE_IS_TOLD_TO_ALLOW_WHAT_PODS_ASK_FOR(
      "fields of a pod that are off by default are refused", ServiceRules::features),
  A_SOURCE_MAY_END_ITS_REQUESTS("else a rollout repeats jobs of minutes", ServiceRules::drain),
  MEMORY_IS_RESERVED_IN_ALL("else a neighbour's growth kills a pod at work", PodRules::memory),
  NO_IMAGE_IS_LATEST("two nodes would run two versions", PodRules::images),
  NO_SECRET_IS_IN_A_MANIFEST("whoever reads the repository would have it", PodRules::secrets),
  PODS_ARE_RESTRICTED("what is broken into should find nothing", PodRules::restricted),
  EACH_PROGRAM_HAS_ITS_SERVICE_ACCOUNT_ONCE(
      "rights in the cloud come by that name", PodRules::serviceAccounts),
  EVERY_POD_HAS_A_PRIORITY_THAT_EXISTS(
      "a pod with an unknown one is refused", PodRules::priorities),
  EVERY_PROGRAM_HAS_A_DISRUPTION_BUDGET(
      "a drain takes one pod at a time, and none from work on a GPU", PodRules::disruption),
  CONSUMERS_ARE_ROUTES_TIMES_SPLITS(
      "a consumer for each user was what the old system died of", NetworkRules::consumers),
  NOTHING_IS_ALLOWED_THAT_IS_NOT_SAID(
      "a new pod has no way at all until somebody writes it down", NetworkRules::deny),
  NO_WAY_IS_OPEN_TO_EVERYBODY("an empty peer or port means all of them", NetworkRules::narrow),
  PODS_REACH_WHAT_THEIR_SETTINGS_NAME(
      "a label too few and it times out, one too many and it may do what it need not",
      NetworkRules::ways),
  VALUES_OF_AN_ENVIRONMENT_ARE_THOSE_OF_PLATFORM_YAML(
      "Terraform gives these keys and no others", NetworkRules::values);

  private final String reason;
  private final Function<Manifests, Stream<String>> rule;

  Policy(String reason, Function<Manifests, Stream<String>> rule) {
    this.reason = reason;
    this.rule = rule;
  }

  String reason() {
    return reason;
  }

  /** What breaks it, each with the object's name; empty if nothing does. */
  List<String> violations(Manifests manifests) {
    return rule.apply(manifests).toList();
  }
}
