// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimCheckTest {
  private static final UserKey INES = new UserKey("acme", "ines");
  private static final UserKey KENJI = new UserKey("acme", "kenji");
  private static final byte[] BODY = "RIFF".getBytes(UTF_8);

  private static ObjectStore store;

  @BeforeAll
  static void connect() {
    Map<String, String> environment = TestStores.shared().environment("persist");
    environment.put("MNEME_S3_MAX_OBJECT_BYTES", "" + BODY.length);
    store = ObjectStore.of(Settings.from(environment));
    store.put(ObjectKey.of(INES, Area.AUDIO, "m1"), BODY, "audio/wav");
    store.put(ObjectKey.of(INES, Area.AUDIO, "large"), new byte[BODY.length + 1], "audio/wav");
    store.put(ObjectKey.of(KENJI, Area.AUDIO, "m1"), BODY, "audio/wav");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void fetchesWhatItsOwnUserPut() {
    // Given
    URI dataref = store.uri(ObjectKey.of(INES, Area.AUDIO, "m1"));

    // Then
    assertThat(fetch(dataref.toString())).isEqualTo(BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://mneme-test/acme/kenji/audio/m1",
        "s3://mneme-test/acme/ines/../kenji/audio/m1",
        "s3://mneme-test/acme/ines/audio/../../kenji/audio/m1",
        "s3://mneme-test/acme/ines/audio/%2e%2e/%2e%2e/kenji/audio/m1",
        "s3://mneme-test/acme/ines/audio/%6d1",
        "s3://mneme-test/acme/ines//audio/m1",
        "s3://mneme-test/acme/ines/audio/m1/",
        "s3://mneme-test/acme/ines/audio/",
        "s3://mneme-test/acme/ines",
        "s3://mneme-test/acme/inesandmore/audio/m1",
        "s3://mneme-test/acme/ines/audio/m1?versionId=1",
        "s3://mneme-test/acme/ines/audio/m1#x",
        "s3://mneme-test/acme/ines/audio/m1\n",
        "s3://mneme-test/acme/ines/audio/m1\\..\\x",
        "s3://mneme-test:80/acme/ines/audio/m1",
        "s3://user@mneme-test/acme/ines/audio/m1",
        "s3://other/acme/ines/audio/m1",
        "s3://mneme-test.evil.example/acme/ines/audio/m1",
        "S3://mneme-test/acme/ines/audio/m1",
        "http://169.254.169.254/latest/meta-data/",
        "https://mneme-test/acme/ines/audio/m1",
        "file:///etc/passwd",
        "jar:file:/etc/passwd!/x",
        "acme/ines/audio/m1",
        "//mneme-test/acme/ines/audio/m1",
        " s3://mneme-test/acme/ines/audio/m1"
      })
  void refusesWhatLiesOutsideTheUsersPrefix(String dataref) {
    // Then
    assertThatThrownBy(() -> fetch(dataref))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith(
            "dataref: expected s3://mneme-test/acme/ines/<area>/<name>, found \"");
  }

  @Test
  void refusesAnEventWithoutAReference() {
    // Then
    assertThatThrownBy(() -> new ClaimCheck(store).fetch(event().build()))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("dataref: expected s3://mneme-test/acme/ines/<area>/<name>, found nothing");
  }

  @Test
  void refusesWhatIsNotThere() {
    // Then
    assertThatThrownBy(() -> fetch("s3://mneme-test/acme/ines/audio/none"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("dataref: expected an object that is there");
  }

  @Test
  void refusesWhatIsTooLarge() {
    // Then
    assertThatThrownBy(() -> fetch("s3://mneme-test/acme/ines/audio/large"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("dataref: expected an object of at most 4 bytes");
  }

  private static byte[] fetch(String dataref) {
    CloudEvent event = event().withExtension("dataref", dataref).build();
    return new ClaimCheck(store).fetch(event);
  }

  private static CloudEventBuilder event() {
    return CloudEventBuilder.v1()
        .withId("1")
        .withSource(URI.create("/test"))
        .withType("dev.mneme.audio.captured.v1")
        .withExtension("tenant", INES.tenant())
        .withExtension("userid", INES.user());
  }
}
