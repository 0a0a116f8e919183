// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
  private static final byte[] BODY = "Moved the last box.".getBytes(UTF_8);

  private static ObjectStore store;

  private final UserKey ines = new UserKey(UUID.randomUUID().toString(), "inês/../kenji");
  private final ObjectKey key = ObjectKey.of(ines, Area.AUDIO, "a/b.c");

  @BeforeAll
  static void connect() {
    store = ObjectStore.of(Settings.from(TestStores.shared().environment("persist")));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void whatIsPutIsThere() {
    // When
    store.put(key, BODY, "audio/flac");

    // Then
    assertThat(store.get(key)).hasValueSatisfying(found -> assertThat(found).isEqualTo(BODY));
    assertThat(store.head(key))
        .hasValue(new StoredObject(BODY.length, "audio/flac", Sha256.hex(BODY)));
    assertThat(store.uri(key))
        .hasToString("s3://mneme-test/" + ines.partitionKey() + "/audio/a=2Fb=2Ec");
  }

  @Test
  void whatIsNotThereIsAbsent() {
    // Given
    store.put(key, BODY, "audio/flac");

    // When
    store.delete(key);
    store.delete(key);

    // Then
    assertThat(store.get(key)).isEmpty();
    assertThat(store.head(key)).isEmpty();
  }

  @Test
  void namesAndOwnersAreListed() {
    // Given
    UserKey kenji = new UserKey(ines.tenant(), "kenji");
    for (String name : List.of("a", "b/../c", "=2F", "日本")) {
      store.put(ObjectKey.of(ines, Area.MEMORIES, name), BODY, "application/json");
    }
    store.put(ObjectKey.of(ines, Area.AUDIO, "a"), BODY, "audio/flac");
    store.put(ObjectKey.of(kenji, Area.MEMORIES, "k"), BODY, "application/json");

    // Then
    assertThat(store.names(ines, Area.MEMORIES))
        .containsExactlyInAnyOrder("a", "b/../c", "=2F", "日本");
    assertThat(store.names(kenji, Area.AUDIO)).isEmpty();
    assertThat(store.owners()).contains(ines, kenji);
  }

  @Test
  void namesAndOwnersAreListedPageByPage() {
    // Given
    UserKey kenji = new UserKey(ines.tenant(), "kenji");
    List<String> names = List.of("a", "b/../c", "=2F", "日本", "e");
    for (String name : names) {
      store.put(ObjectKey.of(ines, Area.MEMORIES, name), BODY, "application/json");
    }
    store.put(ObjectKey.of(kenji, Area.MEMORIES, "k"), BODY, "application/json");

    // Then
    try (ObjectStore small =
        ObjectStore.of(Settings.from(TestStores.shared().environment("persist")), 1)) {
      assertThat(small.names(ines, Area.MEMORIES)).containsExactlyInAnyOrderElementsOf(names);
      assertThat(small.owners()).contains(ines, kenji);
    }
  }

  @Test
  void noUserOfManyReachesAnothersObjectsUnderRandomIds() {
    // Given
    StrangeIds ids = new StrangeIds(4);
    List<UserKey> users = List.copyOf(ids.users(8));
    Map<UserKey, String> own = new HashMap<>();
    for (UserKey user : users) {
      own.put(user, ids.next());
      byte[] body = user.toString().getBytes(UTF_8);
      store.put(ObjectKey.of(user, Area.MEMORIES, "same"), body, "text/plain");
      store.put(ObjectKey.of(user, Area.MEMORIES, own.get(user)), body, "text/plain");
    }

    // Then
    for (UserKey user : users) {
      assertThat(store.get(ObjectKey.of(user, Area.MEMORIES, "same")))
          .hasValueSatisfying(
              found -> assertThat(found).asString(UTF_8).isEqualTo(user.toString()));
      assertThat(store.names(user, Area.MEMORIES))
          .as(user.toString())
          .containsExactlyInAnyOrder("same", own.get(user));
    }

    // When
    List<UserKey> thieves = users.subList(0, users.size() / 2);
    for (UserKey thief : thieves) {
      store.delete(ObjectKey.of(thief, Area.MEMORIES, "same"));
      own.values().forEach(name -> store.delete(ObjectKey.of(thief, Area.MEMORIES, name)));
    }

    // Then
    for (UserKey user : users) {
      assertThat(store.names(user, Area.MEMORIES))
          .as(user.toString())
          .containsExactlyInAnyOrderElementsOf(
              thieves.contains(user) ? List.of() : List.of("same", own.get(user)));
    }
  }

  @Test
  void ofManyAtOnceOneIsPut() throws InterruptedException {
    // Given
    Callable<Boolean> put = () -> store.putIfAbsent(key, BODY, "audio/flac");

    // When
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = callers.invokeAll(Collections.nCopies(8, put));

      // Then
      assertThat(all.stream().filter(Future::resultNow)).hasSize(1);
    }
  }

  @Test
  void putReplaces() {
    // Given
    store.put(key, BODY, "audio/flac");

    // When
    store.put(key, new byte[0], "audio/wav");

    // Then
    assertThat(store.head(key)).hasValue(new StoredObject(0, "audio/wav", Sha256.hex()));
  }

  @Test
  void aDigestThatIsSignedAndAChecksumGoAheadOfWhatIsPut() {
    // Given
    WireMockServer s3 = new WireMockServer(wireMockConfig().dynamicPort());
    s3.start();
    s3.stubFor(any(anyUrl()).willReturn(aResponse()));
    Map<String, String> environment = new HashMap<>(TestStores.shared().environment("persist"));
    environment.put("MNEME_S3_ENDPOINT", s3.baseUrl());
    CRC32 checksum = new CRC32();
    checksum.update(BODY);
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();

    // When
    try (ObjectStore standIn = ObjectStore.of(Settings.from(environment))) {
      standIn.putIfAbsent(key, BODY, "audio/flac");
    }

    // Then
    s3.verify(
        putRequestedFor(anyUrl())
            .withHeader("If-None-Match", equalTo("*"))
            .withHeader("X-Amz-Content-Sha256", equalTo(Sha256.hex(BODY)))
            .withHeader("X-Amz-Checksum-Crc32", equalTo(Base64.getEncoder().encodeToString(bytes)))
            .withHeader(
                "Authorization",
                matching(".*SignedHeaders=[^,]*x-amz-checksum-crc32;x-amz-content-sha256.*"))
            .withRequestBody(binaryEqualTo(BODY)));
    s3.stop();
  }

  @Test
  void lostServiceIsAPassingTrouble() {
    // Given
    Map<String, String> environment = new HashMap<>(TestStores.shared().environment("persist"));
    environment.put("MNEME_S3_ENDPOINT", "http://127.0.0.1:1");

    // Then
    try (ObjectStore away = ObjectStore.of(Settings.from(environment))) {
      assertThatThrownBy(() -> away.put(key, BODY, "audio/flac"))
          .isInstanceOf(TryLaterException.class)
          .hasMessage("S3 cannot be used at the moment");
    }
  }

  @Test
  void missingBucketIsTroubleForAnOperatorToEnd() {
    // Given
    Map<String, String> environment = new HashMap<>(TestStores.shared().environment("persist"));
    environment.put("MNEME_S3_BUCKET", "mneme-none");

    // Then
    try (ObjectStore missing = ObjectStore.of(Settings.from(environment))) {
      assertThatThrownBy(() -> missing.get(key)).isInstanceOf(TryLaterException.class);
      assertThatThrownBy(() -> missing.names(ines, Area.AUDIO))
          .isInstanceOf(TryLaterException.class);
    }
  }

  @Test
  void refusedCredentialsArePassingTroubleForAnOperatorToEnd() {
    // Given
    Map<String, String> environment = new HashMap<>(TestStores.shared().environment("persist"));
    environment.put("MNEME_S3_SECRET_KEY", "wrong");

    // Then
    try (ObjectStore refused = ObjectStore.of(Settings.from(environment))) {
      assertThatThrownBy(() -> refused.get(key)).isInstanceOf(TryLaterException.class);
    }
  }
}
