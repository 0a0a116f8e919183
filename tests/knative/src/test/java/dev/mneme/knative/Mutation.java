// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static dev.mneme.knative.Manifest.CRON_JOB;
import static dev.mneme.knative.Manifest.JOB;
import static dev.mneme.knative.Manifest.NETWORK;
import static dev.mneme.knative.Manifest.POOL;
import static dev.mneme.knative.Manifest.SERVICE;
import static dev.mneme.knative.Manifest.SOURCE;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A mistake that somebody could make in the manifests, and the policy that finds it. */
enum Mutation {
  TRAIN_HAS_NO_MAX_SCALE(
      Policy.EVERY_GPU_WORKLOAD_HAS_A_MAX_SCALE,
      all -> all.without(SERVICE, "train", Paths.scaling("max-scale"))),
  TRAIN_HAS_A_MAX_SCALE_OF_ZERO_WHICH_IS_ANY(
      Policy.EVERY_GPU_WORKLOAD_HAS_A_MAX_SCALE,
      all -> all.with(SERVICE, "train", Paths.scaling("max-scale"), "0")),
  TRANSCRIBE_TAKES_ANY_NUMBER_OF_REQUESTS(
      Policy.EVERY_GPU_WORKLOAD_SAYS_HOW_MUCH_IT_TAKES_AT_A_TIME,
      all -> all.with(SERVICE, "transcribe", Paths.SPEC + "/containerConcurrency", 0)),
  TRAIN_HAS_NO_TIMEOUT(
      Policy.EVERY_GPU_WORKLOAD_HAS_A_TIMEOUT,
      all -> all.without(SERVICE, "train", Paths.SPEC + "/timeoutSeconds")),
  TRAIN_STARTS_A_POD_FOR_EACH_REVISION(
      Policy.EVERY_GPU_WORKLOAD_STARTS_AT_ZERO,
      all -> all.with(SERVICE, "train", Paths.scaling("initial-scale"), "1")),
  TRAIN_KEEPS_A_POD(
      Policy.EVERY_GPU_WORKLOAD_STARTS_AT_ZERO,
      all -> all.with(SERVICE, "train", Paths.scaling("min-scale"), "1")),
  TRAIN_TOLERATES_NOTHING(
      Policy.EVERY_GPU_WORKLOAD_TOLERATES_ITS_POOL,
      all -> all.without(SERVICE, "train", Paths.SPEC + "/tolerations")),
  TRAIN_SELECTS_NO_POOL(
      Policy.EVERY_GPU_WORKLOAD_TOLERATES_ITS_POOL,
      all -> all.without(SERVICE, "train", Paths.SPEC + "/nodeSelector")),
  POOL_HAS_NO_GPU_LIMIT(
      Policy.EVERY_GPU_POOL_HAS_A_GPU_LIMIT, all -> all.without(POOL, "mneme-gpu", "/spec/limits")),
  POOL_NEVER_EXPIRES(
      Policy.EVERY_GPU_POOL_LETS_ITS_NODES_EXPIRE,
      all -> all.with(POOL, "mneme-gpu", Paths.SPEC + "/expireAfter", "Never")),
  POOL_EXPIRES_BY_KARPENTERS_DEFAULT(
      Policy.EVERY_GPU_POOL_LETS_ITS_NODES_EXPIRE,
      all -> all.without(POOL, "mneme-gpu", Paths.SPEC + "/expireAfter")),
  POOL_HAS_NO_GRACE(
      Policy.EVERY_GPU_POOL_HAS_A_GRACE,
      all -> all.without(POOL, "mneme-gpu", Paths.SPEC + "/terminationGracePeriod")),
  POOL_CUTS_WORK_OFF(
      Policy.EVERY_GPU_POOL_HAS_A_GRACE,
      all -> all.with(POOL, "mneme-gpu", Paths.SPEC + "/terminationGracePeriod", "5m")),
  POOL_KEEPS_IDLE_NODES(
      Policy.EVERY_GPU_POOL_TAKES_EMPTY_NODES_AWAY,
      all -> all.with(POOL, "mneme-gpu", "/spec/disruption/consolidateAfter", "2h")),
  POOL_MOVES_PODS_AT_WORK(
      Policy.EVERY_GPU_POOL_TAKES_EMPTY_NODES_AWAY,
      all ->
          all.with(
              POOL,
              "mneme-gpu",
              "/spec/disruption/consolidationPolicy",
              "WhenEmptyOrUnderutilized")),
  A_SECOND_POOL_FOR_ON_DEMAND(
      Policy.ONE_GPU_POOL_FOR_SPOT_AND_ON_DEMAND,
      all -> all.and(all.get(POOL, "mneme-gpu").tree().toString())),
  POOL_HAS_SPOT_ALONE(
      Policy.ONE_GPU_POOL_FOR_SPOT_AND_ON_DEMAND,
      all -> all.with(POOL, "mneme-gpu", Paths.SPEC + "/requirements/0/values", List.of("spot"))),
  TRAIN_MAY_HAVE_MORE_PODS_THAN_THERE_ARE_GPUS(
      Policy.GPUS_OF_ALL_PODS_FIT_INTO_THE_POOL,
      all -> all.with(SERVICE, "train", Paths.scaling("max-scale"), "2")),
  TRAIN_ASKS_FOR_TWO_GPUS(
      Policy.GPUS_OF_ALL_PODS_FIT_INTO_THE_POOL,
      all ->
          all.with(SERVICE, "train", Paths.CONTAINER + "/resources/limits/nvidia.com~1gpu", "2")),
  TRAIN_IS_PUBLIC(
      Policy.NO_GPU_SERVICE_IS_PUBLIC, all -> all.without(SERVICE, "train", Paths.VISIBILITY)),
  RECALL_GETS_A_GPU(
      Policy.NO_GPU_SERVICE_IS_PUBLIC,
      all ->
          all.with(SERVICE, "recall", Paths.CONTAINER + "/resources/limits/nvidia.com~1gpu", "1")),
  PERSIST_IS_PUBLIC(
      Policy.ONLY_CAPTURE_AND_RECALL_ARE_PUBLIC,
      all -> all.without(SERVICE, "persist", Paths.VISIBILITY)),
  A_LOAD_BALANCER_PASSES_KNATIVE_BY(
      Policy.ONLY_CAPTURE_AND_RECALL_ARE_PUBLIC,
      all ->
          all.and(
              "{apiVersion: v1, kind: Service, metadata: {name: lb, namespace: mneme},"
                  + " spec: {type: LoadBalancer}}")),
  CLASSIFY_HAS_NO_MAX_SCALE(
      Policy.EVERY_SERVICE_GOES_TO_ZERO_AND_NO_FURTHER_UP_THAN_IT_SAYS,
      all -> all.without(SERVICE, "classify", Paths.scaling("max-scale"))),
  CLASSIFY_NEVER_GOES_TO_ZERO(
      Policy.EVERY_SERVICE_GOES_TO_ZERO_AND_NO_FURTHER_UP_THAN_IT_SAYS,
      all -> all.with(SERVICE, "classify", Paths.scaling("min-scale"), "1")),
  RECALL_SCALES_BEYOND_WHAT_KNATIVE_ALLOWS(
      Policy.EVERY_SERVICE_GOES_TO_ZERO_AND_NO_FURTHER_UP_THAN_IT_SAYS,
      all -> all.with(SERVICE, "recall", Paths.scaling("max-scale"), "500")),
  CLASSIFY_HAS_FEWER_PLACES_THAN_ITS_ROUTE_HAS_REQUESTS(
      Policy.PODS_TAKE_WHAT_THEIR_ROUTE_SENDS,
      all -> all.with(SERVICE, "classify", Paths.scaling("max-scale"), "1")),
  CLASSIFY_WORKS_LONGER_THAN_ITS_ROUTE_WAITS(
      Policy.TIMEOUTS_ARE_WITHIN_THE_DEADLINE_OF_THE_ROUTE,
      all -> all.with(SERVICE, "classify", Paths.SPEC + "/timeoutSeconds", 301)),
  AUDIT_WORKS_LONGER_THAN_KNATIVE_ALLOWS(
      Policy.TIMEOUTS_ARE_WITHIN_THE_DEADLINE_OF_THE_ROUTE,
      all -> all.with(SERVICE, "audit", Paths.SPEC + "/timeoutSeconds", 900)),
  AUDIT_HAS_TO_BEGIN_ITS_ANSWER_SOONER(
      Policy.TIMEOUTS_ARE_WITHIN_THE_DEADLINE_OF_THE_ROUTE,
      all -> all.with(SERVICE, "audit", Paths.SPEC + "/responseStartTimeoutSeconds", 30)),
  A_PROBE_ASKS_FOR_THE_NEWEST_HEAD(
      Policy.PROBES_ASK_NO_STORE,
      all ->
          all.with(
              SERVICE,
              "audit",
              Paths.CONTAINER + "/readinessProbe/httpGet/path",
              "/v1/heads/latest")),
  A_PROBE_RUNS_A_PROGRAM(
      Policy.PROBES_ASK_NO_STORE,
      all ->
          all.with(
              SOURCE,
              "source-train",
              Paths.CONTAINER + "/startupProbe",
              Map.of("exec", Map.of("command", List.of("psql"))))),
  A_SCRAPE_GOES_TO_QUEUE_PROXY(
      Policy.SCRAPES_NEITHER_WAKE_NOR_KEEP_A_FUNCTION,
      all ->
          all.with(
              "monitoring.coreos.com/v1/PodMonitor",
              "functions",
              "/spec/podMetricsEndpoints/0/port",
              "queue-port")),
  A_SCRAPE_GOES_TO_A_SERVICE(
      Policy.SCRAPES_NEITHER_WAKE_NOR_KEEP_A_FUNCTION,
      all ->
          all.and(
              "{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor,"
                  + " metadata: {name: all}, spec: {}}")),
  CLASSIFY_ASKS_FOR_A_FIELD_THAT_KNATIVE_REFUSES(
      Policy.KNATIVE_IS_TOLD_TO_ALLOW_WHAT_PODS_ASK_FOR,
      all -> all.with(SERVICE, "classify", Paths.SPEC + "/securityContext", Map.of("fsGroup", 1))),
  CLASSIFY_MOUNTS_THE_DISK_OF_ITS_NODE(
      Policy.KNATIVE_IS_TOLD_TO_ALLOW_WHAT_PODS_ASK_FOR,
      all ->
          all.with(
              SERVICE,
              "classify",
              Paths.SPEC + "/volumes/0",
              Map.of("name", "tmp", "hostPath", Map.of("path", "/tmp")))),
  THE_SOURCE_IS_KILLED_BEFORE_ITS_REQUESTS_END(
      Policy.A_SOURCE_MAY_END_ITS_REQUESTS,
      all -> all.with(SOURCE, "source-train", Paths.SPEC + "/terminationGracePeriodSeconds", 30)),
  PERSIST_MAY_GROW_BEYOND_WHAT_IS_RESERVED(
      Policy.MEMORY_IS_RESERVED_IN_ALL,
      all -> all.with(SERVICE, "persist", Paths.CONTAINER + "/resources/limits/memory", "4Gi")),
  REPAIR_MAY_GROW_WITHOUT_END(
      Policy.MEMORY_IS_RESERVED_IN_ALL,
      all ->
          all.without(
              CRON_JOB,
              "repair",
              "/spec/jobTemplate/spec/template/spec/containers/0/resources/limits")),
  AN_IMAGE_IS_LATEST(
      Policy.NO_IMAGE_IS_LATEST,
      all ->
          all.with(
              SERVICE,
              "persist",
              Paths.CONTAINER + "/image",
              "registry:5000/mneme-persist:latest")),
  AN_IMAGE_HAS_NO_VERSION(
      Policy.NO_IMAGE_IS_LATEST,
      all ->
          all.with(SERVICE, "persist", Paths.CONTAINER + "/image", "registry:5000/mneme-persist")),
  A_PASSWORD_IS_WRITTEN_DOWN(
      Policy.NO_SECRET_IS_IN_A_MANIFEST,
      all ->
          all.with(
              SERVICE,
              "persist",
              Paths.CONTAINER + "/env/-",
              Map.of("name", "MNEME_SEARCH_PASSWORD", "value", "hunter2"))),
  A_SECRET_IS_A_MANIFEST(
      Policy.NO_SECRET_IS_IN_A_MANIFEST,
      all -> all.and("{apiVersion: v1, kind: Secret, metadata: {name: mneme-platform}}")),
  AN_ADDRESS_HAS_A_PASSWORD_IN_IT(
      Policy.NO_SECRET_IS_IN_A_MANIFEST,
      all ->
          all.with(
              SERVICE,
              "persist",
              Paths.CONTAINER + "/env/0",
              Map.of("name", "MNEME_NATS_URL", "value", "nats://me:pw@nats:4222"))),
  MIGRATE_MAY_WRITE_ITS_FILES(
      Policy.PODS_ARE_RESTRICTED,
      all ->
          all.without(JOB, "migrate", Paths.CONTAINER + "/securityContext/readOnlyRootFilesystem")),
  CAPTURE_IS_ROOT(
      Policy.PODS_ARE_RESTRICTED,
      all -> all.with(SERVICE, "capture", Paths.CONTAINER + "/securityContext/runAsUser", 0)),
  THE_SOURCE_HAS_A_TOKEN_OF_THE_CLUSTER(
      Policy.PODS_ARE_RESTRICTED,
      all -> all.with(SOURCE, "source-train", Paths.SPEC + "/automountServiceAccountToken", true)),
  THE_NAMESPACE_ENFORCES_NOTHING(
      Policy.PODS_ARE_RESTRICTED,
      all ->
          all.without(
              "v1/Namespace", "mneme", "/metadata/labels/pod-security.kubernetes.io~1enforce")),
  RECALL_HAS_THE_RIGHTS_OF_PERSIST(
      Policy.EACH_PROGRAM_HAS_ITS_SERVICE_ACCOUNT_ONCE,
      all -> all.with(SERVICE, "recall", Paths.SPEC + "/serviceAccountName", "persist")),
  TWO_SERVICE_ACCOUNTS_OF_ONE_NAME(
      Policy.EACH_PROGRAM_HAS_ITS_SERVICE_ACCOUNT_ONCE,
      all -> all.and("{apiVersion: v1, kind: ServiceAccount, metadata: {name: recall}}")),
  THE_SOURCES_ACCOUNT_IS_GONE(
      Policy.EACH_PROGRAM_HAS_ITS_SERVICE_ACCOUNT_ONCE,
      all -> all.without("v1/ServiceAccount", "source")),
  A_PRIORITY_IS_MISSPELT(
      Policy.EVERY_POD_HAS_A_PRIORITY_THAT_EXISTS,
      all -> all.with(SERVICE, "train", Paths.SPEC + "/priorityClassName", "mneme-bach")),
  A_DRAIN_TAKES_TRANSCRIBE_FROM_ITS_GPU(
      Policy.EVERY_PROGRAM_HAS_A_DISRUPTION_BUDGET,
      all -> all.with("policy/v1/PodDisruptionBudget", "transcribe", "/spec/maxUnavailable", 1)),
  RECALL_HAS_NO_DISRUPTION_BUDGET(
      Policy.EVERY_PROGRAM_HAS_A_DISRUPTION_BUDGET,
      all -> all.without("policy/v1/PodDisruptionBudget", "recall")),
  A_CONSUMER_FOR_A_USER(
      Policy.CONSUMERS_ARE_ROUTES_TIMES_SPLITS,
      all ->
          all.and(
              "{apiVersion: jetstream.nats.io/v1beta2, kind: Consumer, metadata: {name: ada},"
                  + " spec: {streamName: mneme-persist, durableName: persist-ada}}")),
  A_ROUTE_HAS_NO_CONSUMER(
      Policy.CONSUMERS_ARE_ROUTES_TIMES_SPLITS,
      all -> all.without("jetstream.nats.io/v1beta2/Consumer", "mneme-train")),
  NOTHING_IS_DENIED(
      Policy.NOTHING_IS_ALLOWED_THAT_IS_NOT_SAID, all -> all.without(NETWORK, "nothing")),
  ALL_THAT_COMES_IS_ALLOWED(
      Policy.NOTHING_IS_ALLOWED_THAT_IS_NOT_SAID,
      all -> all.with(NETWORK, "nothing", "/spec/ingress", List.of(Map.of()))),
  ANYBODY_MAY_CALL_FUNCTIONS(
      Policy.NO_WAY_IS_OPEN_TO_EVERYBODY,
      all -> all.without(NETWORK, "from-knative", "/spec/ingress/0/from")),
  FUNCTIONS_MAY_USE_ANY_PORT(
      Policy.NO_WAY_IS_OPEN_TO_EVERYBODY,
      all -> all.without(NETWORK, "to-s3", "/spec/egress/0/ports")),
  FUNCTIONS_REACH_THE_METADATA_OF_THEIR_NODE(
      Policy.NO_WAY_IS_OPEN_TO_EVERYBODY,
      all -> all.without(NETWORK, "to-s3", "/spec/egress/0/to/0/ipBlock/except")),
  RECALL_MAY_REACH_A_STORE_IT_DOES_NOT_USE(
      Policy.PODS_REACH_WHAT_THEIR_SETTINGS_NAME,
      all -> all.with(SERVICE, "recall", Paths.LABELS + "/mneme.dev~1mongodb", "client")),
  PERSIST_CANNOT_REACH_A_STORE_IT_USES(
      Policy.PODS_REACH_WHAT_THEIR_SETTINGS_NAME,
      all -> all.without(SERVICE, "persist", Paths.LABELS + "/mneme.dev~1mongodb")),
  TRAIN_CANNOT_ASK_FOR_THE_RIGHTS_OF_ITS_ACCOUNT(
      Policy.PODS_REACH_WHAT_THEIR_SETTINGS_NAME,
      all -> all.without(SERVICE, "train", Paths.LABELS + "/mneme.dev~1identity")),
  NOBODY_ALLOWS_THE_WAY_TO_MONGODB(
      Policy.PODS_REACH_WHAT_THEIR_SETTINGS_NAME, all -> all.without(NETWORK, "to-mongodb")),
  A_KEY_IS_NOT_OF_THE_PLATFORM(
      Policy.VALUES_OF_AN_ENVIRONMENT_ARE_THOSE_OF_PLATFORM_YAML,
      all ->
          all.with(
              SERVICE,
              "persist",
              Paths.CONTAINER + "/env/0/valueFrom/configMapKeyRef/key",
              "MNEME_POSTGRES_ADDRESS")),
  A_KEY_THAT_MUST_BE_THERE_IS_OPTIONAL(
      Policy.VALUES_OF_AN_ENVIRONMENT_ARE_THOSE_OF_PLATFORM_YAML,
      all ->
          all.with(
              SERVICE, "recall", Paths.CONTAINER + "/env/2/valueFrom/secretKeyRef/optional", true)),
  A_VALUE_DOES_NOT_FOLLOW_ITS_CONFIGMAP(
      Policy.VALUES_OF_AN_ENVIRONMENT_ARE_THOSE_OF_PLATFORM_YAML,
      all ->
          all.with(
              SERVICE,
              "persist",
              Paths.CONTAINER + "/env/0/valueFrom/configMapKeyRef/name",
              "mneme-platform"));

  private final Policy found;
  private final UnaryOperator<Manifests> mistake;

  Mutation(Policy found, UnaryOperator<Manifests> mistake) {
    this.found = found;
    this.mistake = mistake;
  }

  /** The policy that finds it. */
  Policy found() {
    return found;
  }

  /** The manifests of an environment with GPUs, with this mistake in them. */
  Manifests broken() {
    return mistake.apply(Overlay.AWS_GPU.manifests());
  }

  private static final class Paths {
    private static final String SPEC = "/spec/template/spec";
    private static final String CONTAINER = SPEC + "/containers/0";
    private static final String LABELS = "/spec/template/metadata/labels";
    private static final String VISIBILITY = "/metadata/labels/networking.knative.dev~1visibility";

    private static String scaling(String annotation) {
      return "/spec/template/metadata/annotations/autoscaling.knative.dev~1" + annotation;
    }
  }
}
