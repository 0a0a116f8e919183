// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.s3.Address;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The settings of {@link ObjectStore}. */
record S3Settings(
    Optional<URI> endpoint,
    String bucket,
    String region,
    AwsCredentialsProvider credentials,
    Duration timeout,
    long mostBytes)
    implements AutoCloseable {
  private static final String ACCESS_KEY = "MNEME_S3_ACCESS_KEY";
  private static final String SECRET_KEY = "MNEME_S3_SECRET_KEY";
  private static final long MEBIBYTE = 1 << 20;

  static S3Settings of(Settings settings) {
    return new S3Settings(
        settings.optionalUri("MNEME_S3_ENDPOINT"),
        settings.text("MNEME_S3_BUCKET"),
        settings.text("MNEME_S3_REGION", "us-east-1"),
        credentials(settings),
        settings.duration(
            "MNEME_S3_TIMEOUT",
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofMinutes(5)),
        settings.number("MNEME_S3_MAX_OBJECT_BYTES", 64 * MEBIBYTE, 1, 1024 * MEBIBYTE));
  }

  Address address() {
    return endpoint
        .map(service -> Address.below(service, bucket))
        .orElseGet(() -> Address.of(region, bucket));
  }

  /** What looks for credentials by itself may hold a thread. */
  @Override
  public void close() {
    if (credentials instanceof SdkAutoCloseable own) {
      own.close();
    }
  }

  /** Without keys, what the machine gives: in the cluster, Pod Identity. */
  private static AwsCredentialsProvider credentials(Settings settings) {
    Optional<String> access = settings.optionalText(ACCESS_KEY);
    Optional<String> secret = settings.optionalText(SECRET_KEY);
    if (access.isPresent() != secret.isPresent()) {
      throw new SettingsException(
          List.of(
              (access.isPresent() ? SECRET_KEY : ACCESS_KEY)
                  + ": expected a value, as the other half of the pair is set, found nothing"));
    }
    return access.isEmpty()
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(access.orElseThrow(), secret.orElseThrow()));
  }
}
