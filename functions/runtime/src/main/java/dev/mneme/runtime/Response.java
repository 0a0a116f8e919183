// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, complete with its body. */
public final class Response {
  private static final String CONTENT_TYPE = "Content-Type";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Response(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** 200 with a value as JSON; absent fields are left out. */
  public static Response json(Object value) {
    return json(200, value);
  }

  /** A value as JSON with a status. */
  public static Response json(int status, Object value) {
    return bytes(status, "application/json", Json.write(value));
  }

  /** 204. */
  public static Response none() {
    return new Response(204, Map.of(), new byte[0]);
  }

  /** Any bytes. */
  public static Response bytes(int status, String mediaType, byte[] body) {
    return new Response(status, Map.of(CONTENT_TYPE, mediaType), body);
  }

  /** A problem, with the problem's status. */
  public static Response problem(Problem problem) {
    return bytes(problem.status(), Problem.MEDIA_TYPE, Json.write(problem));
  }

  /** The same answer with one more header. */
  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body);
  }

  static Response of(int status, Map<String, String> headers, byte[] body) {
    return new Response(status, headers, body);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
