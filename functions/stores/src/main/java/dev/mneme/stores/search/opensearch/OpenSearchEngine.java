// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.opensearch;

import dev.mneme.stores.search.engine.Engine;
import dev.mneme.stores.search.engine.EngineSettings;
import dev.mneme.stores.search.engine.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import software.amazon.awssdk.utils.AttributeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenSearch, from 2.19 on, with the k-NN plugin. */
public final class OpenSearchEngine implements Engine {
  private static final String JSON_TYPE = "application/json";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final OpenSearchTransport transport;
  private final OpenSearchGenericClient client;

  private OpenSearchEngine(OpenSearchTransport transport) {
    this.transport = transport;
    this.client = new OpenSearchGenericClient(transport);
  }

  /** Makes the client, without connecting. */
  public static Engine of(EngineSettings settings) {
    Timeout timeout = Timeout.of(settings.timeout());
    ApacheHttpClient5TransportBuilder builder =
        ApacheHttpClient5TransportBuilder.builder(HttpHost.create(settings.url()))
            .setRequestConfigCallback(request -> request.setResponseTimeout(timeout));
    settings
        .authorization()
        .ifPresent(
            value ->
                builder.setDefaultHeaders(
                    new BasicHeader[] {new BasicHeader("Authorization", value)}));
    return new OpenSearchEngine(builder.build());
  }

  /** Makes the client of a service of AWS, without connecting. */
  public static Engine signed(AwsSigning signing, EngineSettings settings) {
    return signed(signing, settings, AttributeMap.empty());
  }

  static Engine signed(AwsSigning signing, EngineSettings settings, AttributeMap connection) {
    return new OpenSearchEngine(signing.transport(settings, connection));
  }

  @Override
  public String name() {
    return "OpenSearch";
  }

  @Override
  public Reply send(String method, String path, Map<String, String> parameters, byte[] body)
      throws IOException {
    Requests.JsonBodyBuilder request =
        Requests.builder().method(method).endpoint(path).query(parameters);
    if (body.length > 0) {
      request.body(Body.from(body, JSON_TYPE));
    }
    try (Response response = client.execute(request.build())) {
      byte[] answer = response.getBody().map(Body::bodyAsBytes).orElseGet(() -> new byte[0]);
      return new Reply(response.getStatus(), answer);
    } catch (OpenSearchException refused) {
      // What signs throws away the body of some refusals.
      return new Reply(refused.status(), new byte[0]);
    }
  }

  @Override
  public ObjectNode settings() {
    return JSON.createObjectNode().put("index.knn", true);
  }

  @Override
  public ObjectNode vectorField(int dimensions) {
    ObjectNode field = JSON.createObjectNode();
    field.put("type", "knn_vector").put("dimension", dimensions);
    field
        .putObject("method")
        .put("name", "hnsw")
        .put("engine", "lucene")
        .put("space_type", "cosinesimil");
    return field;
  }

  @Override
  public ObjectNode nearest(String field, float[] vector, int k, ArrayNode filter) {
    ObjectNode query = JSON.createObjectNode();
    ObjectNode nearest = query.putObject("knn").putObject(field);
    nearest.set("vector", JSON.valueToTree(vector));
    nearest.put("k", k);
    nearest.putObject("filter").putObject("bool").set("filter", filter);
    return query;
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
