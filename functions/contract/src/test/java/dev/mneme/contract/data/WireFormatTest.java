// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Payload;
import dev.mneme.contract.PayloadRecords;
import dev.mneme.contract.data.Samples.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the bytes on the wire. A golden file that no longer fits means a new version of the event
 * type, not a new golden file: events in the old form are stored and under way.
 */
class WireFormatTest {
  /** A sample, and the name of the file that holds it. */
  record Golden(String file, Payload payload) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Golden> goldens() {
    return Samples.ALL.stream()
        .flatMap(
            sample ->
                Stream.of(
                        new Golden(sample.type().type() + ".json", sample.all()),
                        sample.least() == null
                            ? null
                            : new Golden(sample.type().type() + ".least.json", sample.least()))
                    .filter(Objects::nonNull));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void recordIsWrittenAsTheExactBytesOfItsGoldenFile(Golden golden) throws IOException {
    // When
    String json = new String(EventData.write(golden.payload), UTF_8);

    // Then
    assertThat(json + "\n").isEqualTo(read(golden.file));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenFileIsReadAsTheValidRecord(Golden golden) throws IOException {
    // Given
    byte[] json = read(golden.file).getBytes(UTF_8);

    // Then
    assertThat(EventData.read(json, PayloadRecords.reader(golden.payload.getClass())))
        .isEqualTo(golden.payload);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void fieldOfALaterWriterIsTolerated(Golden golden) throws IOException {
    // Given
    String json = read(golden.file).replaceFirst("\\{", "{\"later\":[{\"x\":null}],");

    // Then
    assertThat(
            EventData.read(json.getBytes(UTF_8), PayloadRecords.reader(golden.payload.getClass())))
        .isEqualTo(golden.payload);
  }

  @Test
  void everyPayloadHasAGoldenFileAndEveryGoldenFileAPayload() throws Exception {
    // Given
    List<String> sampled =
        Samples.ALL.stream().map(sample -> sample.all().getClass().getName()).toList();
    Path folder = Path.of(resource("golden").toURI());

    // Then
    assertThat(sampled)
        .containsExactlyInAnyOrderElementsOf(
            PayloadRecords.all().stream().map(Class::getName).toList());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(goldens().map(Golden::file).toList());
    }
  }

  @Test
  void everyEventTypeButRecordedAudioHasARecord() {
    assertThat(new TreeSet<>(Samples.ALL.stream().map(Sample::type).toList()))
        .containsExactlyElementsOf(
            Arrays.stream(EventType.values())
                .filter(type -> type != EventType.AUDIO_CAPTURED)
                .toList());
    assertThat(Samples.ALL)
        .allSatisfy(
            sample ->
                assertThat(sample.all().getClass().getSimpleName())
                    .isEqualTo(PayloadRecords.nameFor(sample.type())));
  }

  @Test
  void samplesSetEveryComponentAndOnlyTheRequiredOnes() throws ReflectiveOperationException {
    for (Sample sample : Samples.ALL) {
      boolean hasOptional = false;
      for (RecordComponent component : sample.all().getClass().getRecordComponents()) {
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        hasOptional |= optional;
        assertThat(component.getAccessor().invoke(sample.all())).as("%s", component).isNotNull();
        if (sample.least() != null) {
          assertThat(component.getAccessor().invoke(sample.least()) == null)
              .as("%s", component)
              .isEqualTo(optional);
        }
      }
      assertThat(sample.least() != null).as("%s", sample.type()).isEqualTo(hasOptional);
    }
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(WireFormatTest.class.getClassLoader().getResource(name), name);
  }

  private static String read(String file) throws IOException {
    try (InputStream in = resource("golden/" + file).openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
