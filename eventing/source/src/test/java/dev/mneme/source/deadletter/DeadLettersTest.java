// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Subjects;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of the shipped topology on a real server. */
class DeadLettersTest {
  private static final String STREAM = "mneme-classify";
  private static final Instant LAST = Instant.parse("2026-03-01T10:00:00Z");

  private static NatsServer server;
  private static Connection connection;
  private static JetStreamManagement management;
  private static DeadLetters letters;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    server = NatsServer.start(new Home(directory));
    connection = Nats.connect(server.url());
    management = connection.jetStreamManagement();
    letters = new DeadLetters(management);
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    server.close();
  }

  @BeforeEach
  void createStreams() throws Exception {
    new TopologyLoader(management, connection.keyValueManagement()).apply(Topology.shipped());
  }

  @AfterEach
  void deleteStreams() throws Exception {
    management.deleteStream(DeadLetters.STREAM);
    management.deleteStream(STREAM);
  }

  @Test
  void eachFilterKeepsWhatItNames() throws Exception {
    // Given
    CloudEvent first = event("ada", "1");
    CloudEvent second = event("ben", "2");
    CloudEvent third = event("a.b*", "3");
    long one = store(letter(first, "classify", Reason.REFUSED, 422, LAST), first);
    long two =
        store(
            letter(second, "classify", Reason.ATTEMPTS_EXHAUSTED, 500, LAST.plusSeconds(1)),
            second);
    long three = store(letter(third, "persist", Reason.REFUSED, null, LAST.plusSeconds(2)), third);

    // Then
    assertThat(found(LetterFilter.ALL)).containsExactly(one, two, three);
    assertThat(found(filter("persist", null, null, null))).containsExactly(three);
    assertThat(found(filter(null, "refused", null, null))).containsExactly(one, three);
    assertThat(found(filter(null, null, "acme", null))).containsExactly(one, two, three);
    assertThat(found(filter(null, null, "other", null))).isEmpty();
    assertThat(found(filter(null, null, null, "a.b*"))).containsExactly(three);
    assertThat(found(new LetterFilter(null, null, null, null, null, 500, null, null, null, all())))
        .containsExactly(two);
    assertThat(
            found(
                new LetterFilter(
                    null, null, null, null, null, null, LAST.plusSeconds(1), null, null, all())))
        .containsExactly(two, three);
    assertThat(
            found(
                new LetterFilter(
                    null, null, null, null, null, null, null, LAST.plusSeconds(1), null, all())))
        .containsExactly(one);
    assertThat(found(new LetterFilter(null, null, null, null, null, null, null, null, "2", all())))
        .containsExactly(two);
    assertThat(
            found(
                new LetterFilter(
                    null, null, null, null, first.getType(), null, null, null, null, all())))
        .hasSize(3);
    assertThat(
            found(
                new LetterFilter(
                    null, null, null, null, null, null, null, null, null, Set.of(one, three))))
        .containsExactly(one, three);
  }

  @Test
  void aRedrivenEventIsTheOriginalAgainAndItsLetterIsGone() throws Exception {
    // Given
    CloudEvent event = event("ada", "1");
    store(letter(event, "classify", Reason.REFUSED, 422, LAST), event);

    // When
    letters.each(LetterFilter.ALL, letters.newest(), RedriveAll.of(letters));

    // Then
    MessageInfo again = management.getLastMessage(STREAM, "mneme.text.captured.*.acme.ada");
    Headers headers = again.getHeaders();
    assertThat(headers.containsKeyIgnoreCase(DeadLetter.HEADER)).isFalse();
    assertThat(headers.getFirst("Nats-Msg-Id")).isNotEqualTo(EventIds.message(event));
    assertThat(NatsMessageFactory.createReader(headers, again.getData()).toEvent())
        .isEqualTo(event);
    assertThat(count(DeadLetters.STREAM)).isZero();
  }

  @Test
  void redrivingTwiceHasNoEffectTwice() throws Exception {
    // Given
    CloudEvent event = event("ada", "1");
    store(letter(event, "classify", Reason.REFUSED, 422, LAST), event);

    // When: the first time it crashed before the letter was deleted
    Redrive redrive = new Redrive(management);
    letters.each(
        LetterFilter.ALL,
        letters.newest(),
        letter -> {
          redrive.publish(letter);
          redrive.publish(letter);
          return true;
        });

    // Then
    assertThat(count(STREAM)).isEqualTo(1);
  }

  @Test
  void theSameEventCanDieAndBeRedrivenASecondTime() throws Exception {
    // Given
    CloudEvent event = event("ada", "1");
    for (int end = 0; end < 2; end++) {
      DeadLetter record = letter(event, "classify", Reason.REFUSED, 422, LAST.plusSeconds(end));
      store(
          new DeadLetter(
              record.route(),
              record.reason(),
              record.status(),
              record.detail(),
              1,
              1,
              record.first(),
              record.last(),
              STREAM,
              100 + end,
              record.subject(),
              0),
          event);

      // When
      letters.each(LetterFilter.ALL, letters.newest(), RedriveAll.of(letters));
    }

    // Then
    assertThat(count(STREAM)).isEqualTo(2);
  }

  @Test
  void manyLettersAreReadAPageAtATimeAndRedrivenInOrder() throws Exception {
    // Given
    for (int i = 0; i < 1_000; i++) {
      CloudEvent event = event("user" + i % 3, "" + i);
      store(letter(event, "classify", Reason.REFUSED, 422, LAST), event);
    }

    // When
    letters.each(LetterFilter.ALL, letters.newest(), RedriveAll.of(letters));

    // Then
    assertThat(count(DeadLetters.STREAM)).isZero();
    List<Integer> ids = new ArrayList<>();
    long first = management.getStreamInfo(STREAM).getStreamState().getFirstSequence();
    for (long sequence = first; sequence < first + 1_000; sequence++) {
      ids.add(
          Integer.valueOf(management.getMessage(STREAM, sequence).getHeaders().getFirst("ce-id")));
    }
    assertThat(ids).containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void aStreamThatRefusesKeepsTheLetter() throws Exception {
    // Given
    CloudEvent event = event("ada", "1");
    long sequence = store(letter(event, "classify", Reason.REFUSED, 422, LAST), event);
    StreamConfiguration full = management.getStreamInfo(STREAM).getConfiguration();
    management.updateStream(StreamConfiguration.builder(full).maxBytes(1).build());

    // Then
    assertThatExceptionOfType(DeadLetterException.class)
        .isThrownBy(() -> letters.each(LetterFilter.ALL, letters.newest(), RedriveAll.of(letters)))
        .withMessageContainingAll("dead letter " + sequence, STREAM, "maximum bytes exceeded");
    assertThat(count(DeadLetters.STREAM)).isEqualTo(1);

    // When
    management.updateStream(full);
    letters.each(LetterFilter.ALL, letters.newest(), RedriveAll.of(letters));

    // Then
    assertThat(count(STREAM)).isEqualTo(1);
    assertThat(count(DeadLetters.STREAM)).isZero();
  }

  @Test
  void headersThatWereTooLongComeBack() throws Exception {
    // Given
    CloudEvent event =
        CloudEventBuilder.v1(event("ada", "1")).withExtension("long", "x".repeat(65_000)).build();
    store(letter(event, "classify", Reason.REFUSED, 422, LAST), event);

    // When
    letters.each(LetterFilter.ALL, letters.newest(), RedriveAll.of(letters));

    // Then
    MessageInfo again = management.getLastMessage(STREAM, "mneme.text.captured.*.acme.ada");
    assertThat(NatsMessageFactory.createReader(again.getHeaders(), again.getData()).toEvent())
        .isEqualTo(event);
  }

  @Test
  void droppingTwiceIsNoError() throws Exception {
    // Given
    CloudEvent event = event("ada", "1");
    store(letter(event, "classify", Reason.REFUSED, 422, LAST), event);

    // When
    letters.each(
        LetterFilter.ALL,
        letters.newest(),
        letter -> {
          letters.drop(letter);
          letters.drop(letter);
          return true;
        });

    // Then
    assertThat(count(DeadLetters.STREAM)).isZero();
    assertThat(count(STREAM)).isZero();
  }

  @Test
  void whatIsNoDeadLetterIsNamed() throws Exception {
    // Given
    long sequence =
        connection.jetStream().publish("mneme.deadletter.classify.a.b", new byte[0]).getSeqno();

    // Then
    assertThatExceptionOfType(DeadLetterException.class)
        .isThrownBy(() -> found(LetterFilter.ALL))
        .withMessageContainingAll("sequence " + sequence, DeadLetter.HEADER);
  }

  private static List<Long> found(LetterFilter filter) throws Exception {
    List<Long> found = new ArrayList<>();
    letters.each(filter, letters.newest(), letter -> found.add(letter.sequence()));
    return found;
  }

  private static LetterFilter filter(
      @Nullable String route,
      @Nullable String reason,
      @Nullable String tenant,
      @Nullable String user) {
    return new LetterFilter(route, reason, tenant, user, null, null, null, null, null, all());
  }

  private static Set<Long> all() {
    return Set.of();
  }

  private static long count(String stream) throws Exception {
    return management.getStreamInfo(stream).getStreamState().getMsgCount();
  }

  private static long store(DeadLetter record, CloudEvent event) throws Exception {
    Message original = NatsMessageFactory.createWriter("unused").writeBinary(event);
    return connection
        .jetStream()
        .publish(
            DeadLetterMessage.of(
                record, original.getHeaders(), original.getData(), connection.getMaxPayload()))
        .getSeqno();
  }

  private static DeadLetter letter(
      CloudEvent event, String route, Reason reason, @Nullable Integer status, Instant last) {
    String[] in = Subjects.publish(event).split("\\.", -1);
    return new DeadLetter(
        route,
        reason.word(),
        status,
        "text: expected text",
        1,
        1,
        LAST.minusSeconds(60),
        last,
        STREAM,
        Long.parseLong(event.getId()) + 1,
        String.join(".", "mneme", in[2], in[3], "17", in[4], in[5]),
        0);
  }

  private static CloudEvent event(String user, String id) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/test"))
        .withType(EventType.TEXT_CAPTURED.type())
        .withSubject("memory-" + id)
        .withTime(OffsetDateTime.parse("2026-03-01T08:00:00Z"))
        .withExtension("tenant", "acme")
        .withExtension("userid", user)
        .withData("application/json", "{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** Redrives what it is shown. */
  private record RedriveAll(DeadLetters letters) implements DeadLetters.Visitor {
    static RedriveAll of(DeadLetters letters) {
      return new RedriveAll(letters);
    }

    @Override
    public boolean visit(Letter letter) throws IOException, JetStreamApiException {
      letters.redrive(letter);
      return true;
    }
  }
}
