// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Problem;
import dev.mneme.contract.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer, complete with its body or with whoever writes it. */
public final class Response {
  private static final String CONTENT_TYPE = "Content-Type";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable BodyWriter writer;

  private Response(
      int status, Map<String, String> headers, byte[] body, @Nullable BodyWriter writer) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.writer = writer;
  }

  /** Writes a body piece by piece. */
  @FunctionalInterface
  public interface BodyWriter {
    /**
     * Writes; what is to be seen at once is flushed. Status and headers are gone by then, so that
     * an exception can only cut the connection.
     *
     * @throws IOException if the client went away
     */
    void write(OutputStream out) throws IOException;
  }

  /** 200 with a value as JSON; absent fields are left out. */
  public static Response json(Object value) {
    return json(200, value);
  }

  /** 200 with an object as JSON, which no start waits for as it does for a value to be bound. */
  public static Response json(Written object) {
    return bytes(200, "application/json", FieldWriter.bytes(object));
  }

  /** A value as JSON with a status. */
  public static Response json(int status, Object value) {
    return bytes(status, "application/json", Json.write(value));
  }

  /** 204. */
  public static Response none() {
    return new Response(204, Map.of(), new byte[0], null);
  }

  /** Any bytes. */
  public static Response bytes(int status, String mediaType, byte[] body) {
    return new Response(status, Map.of(CONTENT_TYPE, mediaType), body, null);
  }

  /** 200 with a body that is sent while it is made. */
  public static Response stream(String mediaType, BodyWriter writer) {
    return new Response(200, Map.of(CONTENT_TYPE, mediaType), new byte[0], writer);
  }

  /** A problem, with the problem's status. */
  public static Response problem(Problem problem) {
    return bytes(problem.status(), Problem.MEDIA_TYPE, Json.write(problem));
  }

  /** The same answer with one more header. */
  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body, writer);
  }

  static Response of(int status, Map<String, String> headers, byte[] body) {
    return new Response(status, headers, body, null);
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

  /** Who writes the body; empty where it is {@link #body}. */
  Optional<BodyWriter> writer() {
    return Optional.ofNullable(writer);
  }
}
