// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.reply;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Dashboard, alerts and README speak of what a source that has worked really shows. */
class SeenFromOutsideDocumentsTest extends AbstractSourceTest {
  private static final Path DASHBOARD = Path.of("..", "dashboard", "source.json");
  private static final Path ALERTS = Path.of("..", "dashboard", "alerts.yaml");
  private static final Path README = Path.of("README.md");

  private static final Pattern NOT_NAMES = Pattern.compile("\\{[^}]*}|\"[^\"]*\"");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:mneme|jvm|process|system)_[a-z0-9_]+");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]\\w*)");
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)`", Pattern.MULTILINE);
  private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum|max)$");

  /** The lag is asked for every ten seconds, and what was known first may be out of date. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** What all tests look at, of the one source that has worked. */
  private static Scrape scrape = new Scrape("");

  @BeforeEach
  void workAWhile() throws Exception {
    if (!scrape.page().isEmpty()) {
      return;
    }
    AtomicInteger troubles = new AtomicInteger(1);
    metrics.connection(connection);
    start(
        (event, exchange) -> {
          switch (event.getId()) {
            case "refused" -> status(exchange, 422, "");
            case "troubled" -> status(exchange, troubles.getAndDecrement() > 0 ? 503 : 204, "");
            default -> reply(exchange, classified(event).getFirst());
          }
        });
    Stream.of("accepted", "troubled", "refused").forEach(id -> publish(Messages.text(id, id)));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    System.gc();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              Scrape seen = new Scrape(metrics.scrape());
              assertThat(seen.names()).contains("jvm_gc_pause_seconds_sum");
              assertThat(seen.value("publish_to_outcome_seconds_count", "\"dead-letter\""))
                  .isEqualTo(1);
              assertThat(seen.value("lag_events")).isZero();
              scrape = seen;
            });
  }

  @Test
  void theDashboardShowsWhatThereIsAndAllOfIt() throws Exception {
    // When
    Set<String> shown = new TreeSet<>();
    expressions().forEach(expression -> shown.addAll(metricsOf(expression)));

    // Then
    assertThat(scrape.names()).containsAll(shown);
    assertThat(shown).containsAll(ours());
  }

  @Test
  void theDashboardAsksForADataSourceAndARoute() throws Exception {
    // Given
    JsonNode dashboard = dashboard();
    Set<String> declared =
        dashboard
            .at("/templating/list")
            .valueStream()
            .map(variable -> variable.path("name").asString())
            .collect(Collectors.toSet());

    // When
    Set<Integer> ids = new HashSet<>();
    List<JsonNode> panels = dashboard.path("panels").valueStream().toList();

    // Then
    assertThat(declared).containsExactlyInAnyOrder("datasource", "route");
    assertThat(panels).allSatisfy(panel -> assertThat(ids.add(panel.path("id").asInt())).isTrue());
    assertThat(panels)
        .filteredOn(panel -> !panel.path("type").asString().equals("row"))
        .allSatisfy(
            panel -> {
              assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
              assertThat(panel.path("description").asString()).isNotBlank();
              assertThat(panel.path("targets").size()).isPositive();
            });
    assertThat(expressions().stream().flatMap(text -> VARIABLE.matcher(text).results()))
        .extracting(found -> found.group(1))
        .containsOnly("route");
  }

  @Test
  void alertsLookAtWhatThereIs() throws Exception {
    // When
    List<JsonNode> rules =
        new YAMLMapper()
            .readTree(Files.readString(ALERTS))
            .path("groups")
            .valueStream()
            .flatMap(group -> group.path("rules").valueStream())
            .toList();

    // Then
    assertThat(rules)
        .extracting(rule -> rule.path("alert").asString())
        .doesNotHaveDuplicates()
        .contains(
            "MnemeSourceDown",
            "MnemeSourceNoOwner",
            "MnemeSourceLagGrowing",
            "MnemeSourceOldEvent",
            "MnemeSourceDeadLetters");
    assertThat(rules)
        .allSatisfy(
            rule -> {
              Set<String> asked = metricsOf(rule.path("expr").asString());
              assertThat(asked).isNotEmpty();
              assertThat(scrape.names()).containsAll(asked);
              assertThat(rule.at("/labels/severity").asString()).isNotBlank();
              assertThat(rule.at("/annotations/summary").asString()).isNotBlank();
            });
  }

  @Test
  void theReadmeNamesEveryMetricAndNoOther() throws Exception {
    // When
    Set<String> named =
        ROW.matcher(Files.readString(README))
            .results()
            .map(row -> row.group(1))
            .filter(name -> name.startsWith("mneme_"))
            .collect(Collectors.toSet());

    // Then
    assertThat(named)
        .isEqualTo(
            ours().stream()
                .map(name -> PART.matcher(name).replaceFirst(""))
                .collect(Collectors.toSet()));
  }

  private Set<String> ours() {
    return scrape.names().stream()
        .filter(name -> name.startsWith("mneme_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode dashboard() throws Exception {
    return new JsonMapper().readTree(Files.readString(DASHBOARD));
  }

  private static List<String> expressions() throws Exception {
    return dashboard()
        .path("panels")
        .valueStream()
        .flatMap(panel -> panel.path("targets").valueStream())
        .map(target -> target.path("expr").asString())
        .toList();
  }

  private static Set<String> metricsOf(String expression) {
    return METRIC
        .matcher(NOT_NAMES.matcher(expression).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
