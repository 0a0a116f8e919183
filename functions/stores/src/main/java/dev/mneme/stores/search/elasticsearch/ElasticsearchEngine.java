// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import dev.mneme.stores.search.engine.Engine;
import dev.mneme.stores.search.engine.EngineSettings;
import dev.mneme.stores.search.engine.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Elasticsearch, from 9.0 on. */
public final class ElasticsearchEngine implements Engine {
  /** Looked at by each shard before the best are taken; the engine takes no more. */
  private static final int MOST_CANDIDATES = 10_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Rest5Client client;

  private ElasticsearchEngine(Rest5Client client) {
    this.client = client;
  }

  /** Makes the client, without connecting. */
  public static Engine of(EngineSettings settings) {
    Timeout timeout = Timeout.of(settings.timeout());
    Rest5ClientBuilder builder =
        Rest5Client.builder(HttpHost.create(settings.url()))
            .setRequestConfigCallback(request -> request.setResponseTimeout(timeout));
    settings
        .authorization()
        .ifPresent(
            value ->
                builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", value)}));
    return new ElasticsearchEngine(builder.build());
  }

  @Override
  public String name() {
    return "Elasticsearch";
  }

  @Override
  public Reply send(String method, String path, Map<String, String> parameters, byte[] body)
      throws IOException {
    Request request = new Request(method, path);
    parameters.forEach(request::addParameter);
    if (body.length > 0) {
      request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    }
    try {
      return reply(client.performRequest(request));
    } catch (ResponseException e) {
      return reply(e.getResponse());
    }
  }

  @Override
  public ObjectNode settings() {
    return JSON.createObjectNode();
  }

  @Override
  public ObjectNode vectorField(int dimensions) {
    ObjectNode field = JSON.createObjectNode();
    field.put("type", "dense_vector").put("dims", dimensions).put("similarity", "cosine");
    // By default longer vectors are quantized, and their scores with them.
    field.putObject("index_options").put("type", "hnsw");
    return field;
  }

  @Override
  public ObjectNode nearest(String field, float[] vector, int k, ArrayNode filter) {
    ObjectNode query = JSON.createObjectNode();
    ObjectNode nearest = query.putObject("knn").put("field", field);
    nearest.set("query_vector", JSON.valueToTree(vector));
    nearest.put("k", k).put("num_candidates", Math.min(MOST_CANDIDATES, Math.max(100, k)));
    nearest.set("filter", filter);
    return query;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply reply(Response response) throws IOException {
    HttpEntity entity = response.getEntity();
    return new Reply(
        response.getStatusCode(), entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
  }
}
