// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.Checked;
import dev.mneme.contract.EventData;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.InvalidEventException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A request, completely read. */
public final class Request {
  private final String method;
  private final URI uri;
  private final Map<String, List<String>> headers;
  private final Map<String, String> variables;
  private final byte[] body;

  Request(
      String method,
      URI uri,
      Map<String, List<String>> headers,
      Map<String, String> variables,
      byte[] body) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.variables = variables;
    this.body = body;
  }

  /** The HTTP method. */
  public String method() {
    return method;
  }

  /** Path and query as sent. */
  public URI uri() {
    return uri;
  }

  /** The first value of a header; case does not matter. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  /**
   * What stands in the path for a variable, percent-decoded.
   *
   * @throws IllegalArgumentException if the endpoint's path has no such variable
   */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no variable " + name + ": " + variables);
    }
    return value;
  }

  /** The first value of a query parameter, decoded; empty where it is absent. */
  public Optional<String> query(String name) {
    return Query.first(uri.getRawQuery(), name);
  }

  /** The body; empty where there is none. */
  public byte[] body() {
    return Arrays.copyOf(body, body.length);
  }

  /**
   * The body as a valid record.
   *
   * @param reader of the record
   * @throws InvalidEventException if it is not JSON or breaks the record's rules
   */
  public <T extends Checked> T json(Function<FieldReader, T> reader) {
    return EventData.read(body, reader);
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  byte[] bytes() {
    return body;
  }
}
