// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.audit.fixture.AuditPostgres;
import dev.mneme.audit.fixture.Events;
import dev.mneme.audit.fixture.RealServers;
import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.TreeHead;
import dev.mneme.audit.merkle.TreeQuery;
import io.cloudevents.CloudEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealServers.class)
class AuditLogTest {
  private final Leaves leaves = new Leaves();

  private AuditPostgres postgres;
  private AuditLog log;

  @BeforeEach
  void empty(AuditPostgres shared) throws SQLException {
    postgres = shared;
    postgres.empty();
    log = new AuditLog(postgres.audit());
  }

  @Test
  void sealsABatchAsOneHead() {
    // Given
    List<Leaf> batch = leaves(Events.persisted(0, 5));

    // When
    List<Placement> placements = log.append(batch);

    // Then
    assertThat(placements).extracting(Placement::index).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(placements).extracting(Placement::sealed).containsOnly(log.head());
    assertThat(placements)
        .extracting(Placement::seals)
        .containsExactly(false, false, false, false, true);
    assertThat(log.head().size()).isEqualTo(5);
    assertThat(root(5)).isEqualTo(log.head().root());
  }

  @Test
  void findsARedeliveredEventWhereItStands() {
    // Given
    List<CloudEvent> events = Events.persisted(0, 5);
    List<Placement> first = log.append(leaves(events));
    TreeHead head = log.head();

    // When
    List<Placement> again = log.append(leaves(events));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(log.head()).isEqualTo(head);
  }

  @Test
  void appendsAnEventThatABatchHoldsTwiceOnce() {
    // Given
    CloudEvent event = Events.persisted(Events.ADA, "m1");

    // When
    List<Placement> placements =
        log.append(leaves(List.of(event, Events.persisted(Events.ADA, "m2"), event)));

    // Then
    assertThat(placements).extracting(Placement::index).containsExactly(0L, 1L, 0L);
    assertThat(log.head().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsEachEventOnceHoweverBatchesAreRegrouped(long seed) {
    // Given
    Random random = new Random(seed);
    List<CloudEvent> deliveries = new ArrayList<>();
    IntStream.range(0, 4).forEach(i -> deliveries.addAll(Events.persisted(0, 40)));
    Collections.shuffle(deliveries, random);

    // When
    List<TreeHead> heads = new ArrayList<>();
    List<Placement> placements = new ArrayList<>();
    for (int at = 0; at < deliveries.size(); ) {
      int to = Math.min(deliveries.size(), at + 1 + random.nextInt(12));
      placements.addAll(log.append(leaves(deliveries.subList(at, to))));
      heads.add(log.head());
      at = to;
    }

    // Then
    assertThat(placements.stream().map(Placement::index).distinct().sorted())
        .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    assertThat(placements).noneMatch(Placement::contradicts);
    TreeHead last = heads.getLast();
    assertThat(last.size()).isEqualTo(40);
    assertThat(heads)
        .allMatch(
            head ->
                log.ask(TreeQuery.consistency(head.size(), last.size()))
                    .proves(head.root(), last.root()));
    assertThat(placements)
        .filteredOn(Placement::seals)
        .extracting(placement -> placement.sealed().size())
        .containsAll(heads.stream().map(TreeHead::size).toList());
  }

  @Test
  void numbersWithoutGapsWhenManyAppendAtOnce() throws Exception {
    // Given
    List<Callable<List<Placement>>> writers =
        IntStream.range(0, 8)
            .<Callable<List<Placement>>>mapToObj(
                i -> () -> log.append(leaves(Events.persisted(i * 5, i * 5 + 10))))
            .toList();

    // When
    List<Placement> placements = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(writers)) {
        placements.addAll(done.get());
      }
    }

    // Then
    assertThat(log.head().size()).isEqualTo(45);
    assertThat(placements.stream().map(Placement::index).distinct()).hasSize(45);
    assertThat(root(45)).isEqualTo(log.head().root());
  }

  @Test
  void noticesAnotherEventUnderAUsedId() {
    // Given
    log.append(leaves(List.of(Events.persisted(Events.ADA, "m1"))));
    CloudEvent other = Events.persisted(Events.ADA, "m1", "d0".repeat(32));

    // When
    List<Placement> placements =
        log.append(leaves(List.of(other, Events.persisted(Events.BEN, "m1", "d0".repeat(32)))));

    // Then
    assertThat(placements).extracting(Placement::contradicts).containsExactly(true, false);
    assertThat(log.head().size()).isEqualTo(2);
    assertThat(log.contents(Events.ADA, "m1")).hasSize(1);
  }

  @Test
  void acceptsARedeliveryAfterItsContentWasErased() throws SQLException {
    // Given
    List<CloudEvent> events = Events.persisted(0, 3);
    List<Placement> first = log.append(leaves(events));
    postgres.run("delete from mneme.audit_entry where leaf_index = 1");

    // When
    List<Placement> again = log.append(leaves(events));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(log.contents(Events.ADA, "m1")).isEmpty();
    assertThat(root(3)).isEqualTo(log.head().root());
  }

  @Test
  void keepsNothingOfABatchThatFailsHalfway() throws SQLException {
    // Given
    log.append(leaves(Events.persisted(0, 3)));
    TreeHead head = log.head();
    postgres.run("alter table mneme.audit_head add constraint full_up check (size < 5)");

    // When
    try {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> log.append(leaves(Events.persisted(3, 8))))
          .withMessageContaining("full_up");
    } finally {
      postgres.run("alter table mneme.audit_head drop constraint full_up");
    }

    // Then
    assertThat(log.head()).isEqualTo(head);
    assertThat(log.append(leaves(Events.persisted(3, 8))))
        .extracting(Placement::index)
        .containsExactly(3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void refusesToGrowATreeThatWasTamperedWith() throws SQLException {
    // Given
    log.append(leaves(Events.persisted(0, 4)));
    postgres.run(
        "update mneme.audit_node set hash = sha256('forged') where level = 2 and node_index = 0");

    // When // Then
    assertThatExceptionOfType(LogBrokenException.class)
        .isThrownBy(() -> log.append(leaves(Events.persisted(4, 5))))
        .withMessageContaining("the stored tree of size 4 has root");
    assertThat(log.append(leaves(Events.persisted(0, 4)))).hasSize(4);
  }

  @Test
  void letsItsRoleChangeAndRemoveNothing() throws SQLException {
    // Given
    log.append(leaves(Events.persisted(0, 4)));

    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("leaf", "node", "head", "anchor", "entry")) {
        // When // Then
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> statement.execute("delete from mneme.audit_" + table))
            .withMessageContaining("permission denied");
      }
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> statement.execute("update mneme.audit_node set level = 9"))
          .withMessageContaining("permission denied");
    }
  }

  @Test
  void showsContentsToTheirOwnerAlone() throws SQLException {
    // Given
    log.append(
        leaves(List.of(Events.persisted(Events.ADA, "m1"), Events.persisted(Events.BEN, "m1"))));

    // When
    Map<Long, String> ada = log.contents(Events.ADA, "m1");
    Map<Long, String> ben = log.contents(Events.BEN, "m1");

    // Then
    assertThat(ada).containsOnlyKeys(0L);
    assertThat(ben).containsOnlyKeys(1L);
    assertThat(log.contents(Events.ADA, "m2")).isEmpty();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from mneme.audit_entry")) {
      rows.next();
      assertThat(rows.getInt(1)).as("rows seen without naming a user").isZero();
    }
  }

  @Test
  void leavesNoTraceOfAUserOutsideTheEntries() throws SQLException {
    // Given
    log.append(leaves(List.of(Events.persisted(Events.BEN, "m0"))));

    // When
    Stream<String> columns =
        Stream.of("audit_leaf", "audit_node", "audit_head")
            .flatMap(table -> texts("select row(t.*)::text from mneme." + table + " t").stream());

    // Then
    assertThat(columns).isNotEmpty().noneMatch(row -> row.contains("ben") || row.contains("m0"));
  }

  private List<String> texts(String query) {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Leaf> leaves(List<CloudEvent> events) {
    return events.stream().map(leaves::of).toList();
  }

  private Hash root(long size) {
    return log.ask(TreeQuery.root(size));
  }
}
