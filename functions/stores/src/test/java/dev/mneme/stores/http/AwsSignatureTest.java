// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The examples of "Signature calculations for the authorization header" in S3's API reference. */
class AwsSignatureTest {
  private static final byte[] NOTHING = {};
  private static final Clock THEN =
      Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
  private static final AwsCredentialsProvider KEYS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(
              "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

  private final AwsSignature signature = new AwsSignature("s3", "us-east-1", KEYS, THEN);

  @ParameterizedTest
  @CsvSource({
    "?lifecycle=," + " fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    "?max-keys=2&prefix=J," + " 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  })
  void aRequestWithParametersIsSigned(String query, String expected) throws IOException {
    // Given
    URI uri = URI.create("https://examplebucket.s3.amazonaws.com/" + query);

    // When
    Map<String, String> headers = signature.headers("GET", uri, Map.of(), NOTHING);

    // Then
    assertThat(headers)
        .doesNotContainKey("Host")
        .containsEntry(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                + expected);
  }

  @Test
  void aRequestIsSignedWithItsHeaders() throws IOException {
    // Given
    URI uri = URI.create("https://examplebucket.s3.amazonaws.com/test.txt");

    // When
    Map<String, String> headers =
        signature.headers("GET", uri, Map.of("Range", "bytes=0-9"), NOTHING);

    // Then
    assertThat(headers.get("Authorization"))
        .endsWith(
            " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void aPutIsSignedWithItsEncodedPathAndItsBody() throws IOException {
    // Given
    URI uri =
        URI.create(
            "https://examplebucket.s3.amazonaws.com/" + PercentEncoding.path("test$file.text"));
    Map<String, String> own =
        Map.of(
            "Date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");

    // When
    Map<String, String> headers =
        signature.headers("PUT", uri, own, "Welcome to Amazon S3.".getBytes(UTF_8));

    // Then
    assertThat(headers.get("Authorization"))
        .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    assertThat(headers)
        .containsEntry(
            "x-amz-content-sha256",
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
  }

  @Test
  void withoutCredentialsThereIsNothingToShow() {
    // Given
    AwsSignature none =
        new AwsSignature(
            "s3",
            "us-east-1",
            () -> {
              throw SdkClientException.create("no role");
            },
            THEN);

    // Then
    assertThatThrownBy(
            () -> none.headers("GET", URI.create("http://localhost/"), Map.of(), NOTHING))
        .isInstanceOf(IOException.class)
        .hasMessage("no credentials of AWS");
  }
}
