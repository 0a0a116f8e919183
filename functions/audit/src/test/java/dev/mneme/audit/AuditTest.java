// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.audit.chain.AnchorWriter;
import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.EvmChain;
import dev.mneme.audit.consent.Decisions;
import dev.mneme.audit.fixture.AuditPostgres;
import dev.mneme.audit.fixture.Events;
import dev.mneme.audit.fixture.EvmNode;
import dev.mneme.audit.fixture.RealServers;
import dev.mneme.audit.log.Anchoring;
import dev.mneme.audit.log.AuditLog;
import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.AuditAnchored;
import dev.mneme.contract.data.AuditSealed;
import dev.mneme.contract.data.ConsentGranted;
import dev.mneme.contract.settings.Settings;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealServers.class)
class AuditTest {
  private AuditPostgres postgres;
  private ChainAddress address;
  private AnchorWriter chain;
  private AuditLog log;
  private Audit audit;

  @BeforeEach
  void empty(AuditPostgres shared, EvmNode node) throws SQLException {
    postgres = shared;
    postgres.empty();
    address = node.deploy();
    chain = EvmChain.writer(address, node.key(), EvmNode.MINED);
    log = new AuditLog(postgres.audit());
    audit =
        new Audit(
            decisions(postgres.audit()),
            log,
            new Anchoring(postgres.audit(), address, () -> chain));
  }

  @Test
  void repliesOnceABatchWithWhatIsSealedAndAnchored() {
    // Given
    List<CloudEvent> batch = new ArrayList<>(Events.persisted(0, 3));
    batch.add(Events.trained(Events.BEN, "model-1"));
    batch.add(Events.withdrawn(Events.BEN, "ben"));

    // When
    List<Outcome> outcomes = audit.apply(batch);

    // Then
    assertThat(outcomes.subList(0, 4)).containsOnly(Outcome.done());
    List<CloudEvent> replies = replies(outcomes.get(4));
    assertThat(replies)
        .extracting(CloudEvent::getType)
        .containsExactly(EventType.AUDIT_SEALED.type(), EventType.AUDIT_ANCHORED.type());
    assertThat(replies).extracting(UserKey::of).containsOnly(UserKey.SYSTEM);
    assertThat(EventData.read(replies.get(0), AuditSealed::read))
        .isEqualTo(new AuditSealed(5, log.head().root().hex()));
    AuditAnchored anchored = EventData.read(replies.get(1), AuditAnchored::read);
    assertThat(anchored.contract()).isEqualTo(address.contract());
    assertThat(chain.find(5).orElseThrow().transaction()).isEqualTo(anchored.transaction());
  }

  @Test
  void repeatsTheSameRepliesForTheSameEventsInAnyGrouping() {
    // Given
    List<CloudEvent> events = Events.persisted(0, 6);
    List<Outcome> first = new ArrayList<>();
    first.addAll(audit.apply(events.subList(0, 2)));
    first.addAll(audit.apply(events.subList(2, 6)));

    // When
    List<Outcome> again = new ArrayList<>();
    again.addAll(audit.apply(events.subList(0, 3)));
    again.addAll(audit.apply(events.subList(3, 6)));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(log.head().size()).isEqualTo(6);
  }

  @Test
  void repliesForAnEventThatABatchHoldsTwiceOnce() {
    // Given
    CloudEvent event = Events.persisted(Events.ADA, "m1");

    // When
    List<Outcome> outcomes = audit.apply(List.of(event, event));

    // Then
    assertThat(replies(outcomes.get(0))).hasSize(2);
    assertThat(replies(outcomes.get(1))).isEmpty();
  }

  @Test
  void refusesABadEventAndRecordsTheOthers() {
    // Given
    CloudEvent bad = Events.persisted(Events.ADA, "m1", "not a commitment");

    // When
    List<Outcome> outcomes = audit.apply(List.of(bad, Events.persisted(Events.ADA, "m2")));

    // Then
    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(422);
              assertThat(refused.problem().detail()).contains("data.commitment");
            });
    assertThat(replies(outcomes.get(1))).hasSize(2);
    assertThat(log.head().size()).isEqualTo(1);
  }

  @Test
  void keepsWhatWasDecidedOnceAndInOrder() throws SQLException {
    // Given
    CloudEvent withdrawn = Events.withdrawn(Events.ADA, "consent");
    CloudEvent granted =
        Events.event(
            EventType.CONSENT_GRANTED,
            Events.ADA,
            "once more",
            new ConsentGranted(Set.of(Purpose.TRAIN, Purpose.RECALL)));

    // When
    audit.apply(List.of(withdrawn, granted));
    audit.apply(List.of(withdrawn));

    // Then
    assertThat(log.head().size()).isEqualTo(2);
    assertThat(decisions()).containsExactly("train false", "train true", "recall true");
  }

  @Test
  void whatIsDecidedIsInForceWhileTheChainIsAway() throws SQLException {
    // Given
    ChainAddress nobody =
        new ChainAddress(URI.create("http://127.0.0.1:1"), 31337, address.contract());
    Audit cutOff =
        new Audit(
            decisions(postgres.audit()),
            log,
            new Anchoring(
                postgres.audit(),
                address,
                new LazyChain(() -> EvmChain.writer(nobody, "1".repeat(64), EvmNode.MINED))));

    // When
    List<Outcome> outcomes = cutOff.apply(List.of(Events.withdrawn(Events.ADA, "consent")));

    // Then
    assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Later.class);
    assertThat(decisions()).containsExactly("train false");
  }

  private List<String> decisions() throws SQLException {
    List<String> found = new ArrayList<>();
    new UserScope(postgres.audit())
        .call(
            Events.ADA,
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet rows =
                      statement.executeQuery(
                          "SELECT purpose || ' ' || granted FROM mneme.consent ORDER BY place")) {
                while (rows.next()) {
                  found.add(rows.getString(1));
                }
                return found;
              }
            });
    return found;
  }

  @Test
  void refusesAnotherEventUnderAUsedId() {
    // Given
    audit.apply(List.of(Events.persisted(Events.ADA, "m1")));

    // When
    List<Outcome> outcomes =
        audit.apply(List.of(Events.persisted(Events.ADA, "m1", "d0".repeat(32))));

    // Then
    assertThat(outcomes.getFirst())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(409));
  }

  @Test
  void isNotDoneBeforeTheChainHasIt() {
    // Given
    List<CloudEvent> batch = Events.persisted(0, 3);
    ChainAddress nobody =
        new ChainAddress(URI.create("http://127.0.0.1:1"), 31337, address.contract());
    Audit cutOff =
        new Audit(
            decisions(postgres.audit()),
            log,
            new Anchoring(
                postgres.audit(),
                address,
                new LazyChain(() -> EvmChain.writer(nobody, "1".repeat(64), EvmNode.MINED))));

    // When
    List<Outcome> away = cutOff.apply(batch);
    List<Outcome> back = audit.apply(batch);

    // Then
    assertThat(away)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        Outcome.Later.class,
                        later -> {
                          assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(10));
                          assertThat(later.problem().detail())
                              .contains("eth_chainId failed")
                              .doesNotContain("127.0.0.1");
                        }));
    assertThat(replies(back.getLast())).hasSize(2);
    assertThat(log.head().size()).isEqualTo(3);
    assertThat(chain.latest()).contains(log.head());
  }

  @Test
  void triesLaterWhenTheStoreIsAway() {
    // Given
    Map<String, String> environment = new HashMap<>(postgres.environment());
    environment.put("MNEME_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/postgres");
    environment.put("MNEME_POSTGRES_WAIT", "PT0.25S");
    CloudEvent bad = Events.persisted(Events.ADA, "m1", "not a commitment");

    // When
    List<Outcome> outcomes;
    try (Postgres nobody = Postgres.of(Settings.from(environment))) {
      Audit cutOff =
          new Audit(
              decisions(nobody), new AuditLog(nobody), new Anchoring(nobody, address, () -> chain));
      outcomes = cutOff.apply(List.of(bad, Events.persisted(Events.ADA, "m2")));
    }

    // Then
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> assertThat(later.problem().detail()).contains("Postgres"));
  }

  private static List<CloudEvent> replies(Outcome outcome) {
    return ((Outcome.Done) outcome).replies();
  }

  private static Decisions decisions(Postgres postgres) {
    return new Decisions(new UserScope(postgres));
  }
}
