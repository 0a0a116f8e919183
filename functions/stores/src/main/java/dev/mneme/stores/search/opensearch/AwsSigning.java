// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.opensearch;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.search.engine.EngineSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.aws.AwsSdk2Transport;
import org.opensearch.client.transport.aws.AwsSdk2TransportOptions;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Requests signed with what the machine gives (AWS Signature Version 4), so that no password of the
 * engine lies anywhere.
 *
 * @param service {@code es} for a domain, {@code aoss} for OpenSearch Serverless
 */
public record AwsSigning(String service, Region region, AwsCredentialsProvider credentials) {
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

  /**
   * @param connection what else the HTTP client is told, such as whom to trust
   */
  OpenSearchTransport transport(EngineSettings settings, AttributeMap connection) {
    return new AwsSdk2Transport(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(settings.timeout())
            .socketTimeout(settings.timeout())
            .buildWithDefaults(connection),
        settings.url().getAuthority(),
        service,
        region,
        AwsSdk2TransportOptions.builder().setCredentials(credentials).build());
  }
}
