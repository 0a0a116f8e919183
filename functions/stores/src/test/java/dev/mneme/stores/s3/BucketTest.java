// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.stores.TestStores;
import dev.mneme.stores.http.AwsSignature;
import dev.mneme.stores.http.BodyTooLargeException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Against a real server, which checks signatures. */
class BucketTest {
  private static final byte[] BODY = "Moved the last box.".getBytes(UTF_8);
  private static final Map<String, String> TYPE = Map.of("Content-Type", "text/plain");

  private final Map<String, String> environment = TestStores.shared().environment("persist");
  private final String folder = UUID.randomUUID() + "/";
  private final Bucket bucket = bucket(TestStores.BUCKET, secret());

  private String secret() {
    return environment.getOrDefault("MNEME_S3_SECRET_KEY", "");
  }

  private Bucket bucket(String name, String secret) {
    URI endpoint = URI.create(environment.getOrDefault("MNEME_S3_ENDPOINT", ""));
    AwsBasicCredentials keys =
        AwsBasicCredentials.create(environment.getOrDefault("MNEME_S3_ACCESS_KEY", ""), secret);
    AwsSignature signature =
        new AwsSignature(
            "s3", "us-east-1", StaticCredentialsProvider.create(keys), Clock.systemUTC());
    return new Bucket(Address.below(endpoint, name), signature, Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a+b",
        "a%2Fb",
        "a&b=c?d#e",
        "!*'()~",
        "=2F",
        "inês",
        "日本/😀",
        "a;b,c:d@e$f"
      })
  void aKeyOfAnyCharactersIsPutFoundListedAndDeleted(String name) throws IOException {
    // Given
    String key = folder + name;

    // When
    bucket.put(key, BODY, TYPE);

    // Then
    assertThat(bucket.get(key, 100)).hasValueSatisfying(it -> assertThat(it).isEqualTo(BODY));
    assertThat(bucket.head(key))
        .hasValueSatisfying(head -> assertThat(head.header("content-type")).hasValue("text/plain"));
    assertThat(bucket.list(folder, "", Optional.empty(), 10).keys()).containsExactly(key);
    bucket.delete(key);
    assertThat(bucket.get(key, 100)).isEmpty();
    assertThat(bucket.head(key)).isEmpty();
  }

  @Test
  void aLargeBodyComesBackByteForByte() throws IOException {
    // Given
    byte[] large = new byte[5 << 20];
    new Random(1).nextBytes(large);

    // When
    bucket.put(folder + "large", large, TYPE);

    // Then
    assertThat(bucket.get(folder + "large", large.length))
        .hasValueSatisfying(found -> assertThat(found).isEqualTo(large));
    assertThatThrownBy(() -> bucket.get(folder + "large", large.length - 1))
        .isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void aListingGoesOnUntilItsLastPage() throws IOException {
    // Given
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      keys.add(folder + "a b/" + i);
    }
    for (String key : keys) {
      bucket.put(key, BODY, TYPE);
    }

    // When
    List<Integer> sizes = new ArrayList<>();
    Set<String> found = new HashSet<>();
    Optional<String> next = Optional.empty();
    do {
      Listing page = bucket.list(folder, "", next, 3);
      sizes.add(page.keys().size());
      found.addAll(page.keys());
      next = page.next();
    } while (next.isPresent());

    // Then
    assertThat(sizes).containsExactly(3, 3, 1);
    assertThat(found).isEqualTo(keys);
  }

  @Test
  void whatKeysHaveInCommonIsListedOnce() throws IOException {
    // Given
    for (String name : List.of("a b/1", "a b/2", "ü/1", "z")) {
      bucket.put(folder + name, BODY, TYPE);
    }

    // When
    Listing page = bucket.list(folder, "/", Optional.empty(), 10);

    // Then
    assertThat(page.prefixes()).containsExactlyInAnyOrder(folder + "a b/", folder + "ü/");
    assertThat(page.keys()).containsExactly(folder + "z");
  }

  @Test
  void whatLiesThereIsKept() throws IOException {
    assertThat(bucket.putIfAbsent(folder + "a", BODY, TYPE)).isTrue();
    assertThat(bucket.putIfAbsent(folder + "a", new byte[0], TYPE)).isFalse();
    assertThat(bucket.get(folder + "a", 100))
        .hasValueSatisfying(it -> assertThat(it).isEqualTo(BODY));
  }

  @Test
  void aBucketThatIsNotThereIsNoAbsence() {
    // Given
    Bucket none = bucket("mneme-none", secret());

    // Then
    assertThatThrownBy(() -> none.get("a", 100))
        .isInstanceOf(S3Exception.class)
        .hasMessageStartingWith("GET was answered by 404 NoSuchBucket");
    assertThatThrownBy(() -> none.list("", "", Optional.empty(), 10))
        .isInstanceOf(S3Exception.class)
        .hasMessageStartingWith("GET was answered by 404 NoSuchBucket");
  }

  @Test
  void aWrongSecretIsRefused() {
    // Given
    Bucket refused = bucket(TestStores.BUCKET, "wrong");

    // Then
    assertThatThrownBy(() -> refused.put(folder + "a", BODY, TYPE))
        .isInstanceOf(S3Exception.class)
        .hasMessageStartingWith("PUT was answered by 403 SignatureDoesNotMatch");
  }
}
