// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.opensearch;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.http.AwsSignature;
import dev.mneme.stores.search.engine.Authorization;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Requests signed with what the machine gives (AWS Signature Version 4), so that no password of the
 * engine lies anywhere.
 *
 * @param service {@code es} for a domain, {@code aoss} for OpenSearch Serverless
 */
public record AwsSigning(String service, Region region, AwsCredentialsProvider credentials)
    implements Authorization {
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
    return new AwsSignature(service, region.id(), credentials, Clock.systemUTC())
        .headers(method, uri, Map.of(), body);
  }
}
