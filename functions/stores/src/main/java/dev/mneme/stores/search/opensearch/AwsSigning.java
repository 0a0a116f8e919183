// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.opensearch;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.search.engine.Authorization;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/**
 * Requests signed with what the machine gives (AWS Signature Version 4), so that no password of the
 * engine lies anywhere.
 *
 * @param service {@code es} for a domain, {@code aoss} for OpenSearch Serverless
 */
public record AwsSigning(String service, Region region, AwsCredentialsProvider credentials)
    implements Authorization {
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
  private static final String SERVICE = "MNEME_OPENSEARCH_AWS_SERVICE";
  private static final List<String> SERVICES = List.of("es", "aoss");

  /**
   * Reads {@code MNEME_OPENSEARCH_AWS_SERVICE} and, if it is set, {@code AWS_REGION}.
   *
   * @throws SettingsException if the service is not one of those that sign, or the region is
   *     missing
   */
  public static Optional<AwsSigning> of(Settings settings) {
    Optional<String> service = settings.optionalText(SERVICE);
    if (service.isPresent() && !SERVICES.contains(service.orElseThrow())) {
      throw new SettingsException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "%s: expected one of %s, found %s",
                  SERVICE,
                  SERVICES,
                  service.orElseThrow())));
    }
    return service.map(
        name ->
            new AwsSigning(
                name,
                Region.of(settings.text("AWS_REGION")),
                DefaultCredentialsProvider.builder().build()));
  }

  @Override
  public Map<String, String> headers(String method, URI uri, byte[] body) throws IOException {
    try {
      return signed(method, uri, body).entrySet().stream()
          // The connection writes it by itself, and as signed.
          .filter(header -> !header.getKey().equalsIgnoreCase("Host"))
          .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().getFirst()));
    } catch (SdkException e) {
      throw new IOException("no credentials of AWS", e);
    }
  }

  private Map<String, List<String>> signed(String method, URI uri, byte[] body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri).build();
    return SIGNER
        .sign(
            sign ->
                sign.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()))
        .request()
        .headers();
  }
}
