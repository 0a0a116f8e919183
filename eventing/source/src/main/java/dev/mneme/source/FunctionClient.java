// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of a source: connections stay open between requests, and whatever would try again
 * by itself, follow, remember or end is off, as that is the source's own to decide.
 */
final class FunctionClient {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);

  /** A function may close what idles, and a request sent into that moment would be an attempt. */
  private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(2);

  /** A host that vanishes sends no farewell; its silence is noticed in about two minutes. */
  private static final int KEEP_ALIVE_SECONDS = 60;

  private static final int KEEP_ALIVE_INTERVAL_SECONDS = 15;
  private static final int KEEP_ALIVE_COUNT = 4;

  private FunctionClient() {}

  /**
   * A client for all routes; how many connections there are is theirs to bound.
   *
   * @param trust for https, instead of the platform's
   */
  static CloseableHttpClient create(Optional<SSLContext> trust) {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create();
    trust.map(DefaultClientTlsStrategy::new).ifPresent(connections::setTlsSocketStrategy);
    return HttpClientBuilder.create()
        .setConnectionManager(
            connections
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .setDefaultSocketConfig(
                    SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .setTcpKeepIdle(KEEP_ALIVE_SECONDS)
                        .setTcpKeepInterval(KEEP_ALIVE_INTERVAL_SECONDS)
                        .setTcpKeepCount(KEEP_ALIVE_COUNT)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(Timeout.INFINITE).build())
        .setUserAgent("mneme-source")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .disableContentCompression()
        .build();
  }
}
