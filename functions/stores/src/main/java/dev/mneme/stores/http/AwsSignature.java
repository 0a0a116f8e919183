// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * AWS Signature Version 4, over the body, too, by AWS's own library. Thread-safe.
 *
 * @param service whose signing name is {@code s3}, {@code es} and so on
 * @param region of the service
 * @param credentials asked for each request
 * @param clock a signature is good for a quarter of an hour
 */
public record AwsSignature(
    String service, String region, AwsCredentialsProvider credentials, Clock clock) {
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  /** S3 alone signs a path as it stands on the wire: its keys may hold any step, and twice. */
  private static final String PATH_AS_IT_STANDS = "s3";

  /**
   * The headers of the signed request: those given, and what shows who asks.
   *
   * @throws IOException if there are no credentials now
   */
  public Map<String, String> headers(
      String method, URI uri, Map<String, String> headers, byte[] body) throws IOException {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
    headers.forEach(request::putHeader);
    Map<String, String> signed = new HashMap<>();
    for (Map.Entry<String, List<String>> header : signed(request.build(), body).entrySet()) {
      // The connection writes it by itself, and as signed.
      if (!header.getKey().equalsIgnoreCase("Host")) {
        signed.put(header.getKey(), header.getValue().getFirst());
      }
    }
    return signed;
  }

  private Map<String, List<String>> signed(SdkHttpRequest request, byte[] body) throws IOException {
    try {
      boolean changed = !service.equals(PATH_AS_IT_STANDS);
      SignRequest.Builder<AwsCredentialsIdentity> sign =
          SignRequest.<AwsCredentialsIdentity>builder(credentials.resolveCredentials())
              .request(request)
              .payload(ContentStreamProvider.fromByteArray(body))
              .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
              .putProperty(AwsV4HttpSigner.REGION_NAME, region)
              .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, changed)
              .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, changed)
              .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
              .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, false)
              .putProperty(HttpSigner.SIGNING_CLOCK, clock);
      return SIGNER.sign(sign.build()).request().headers();
    } catch (SdkException e) {
      throw new IOException("no credentials of AWS", e);
    }
  }
}
