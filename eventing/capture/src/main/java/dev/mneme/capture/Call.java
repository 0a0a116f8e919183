// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** A request whose body is read only when somebody asks for it. */
final class Call {
  private final Request request;

  Call(Request request) {
    this.request = request;
  }

  /** The media type in lower case, without parameters; empty where there is none. */
  String mediaType() {
    String type = header("Content-Type").orElse("");
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** The first value of each header; names in any case. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : request.getHeaders()) {
      headers.putIfAbsent(field.getName(), String.valueOf(field.getValue()));
    }
    return headers;
  }

  /**
   * The query's parameters.
   *
   * @throws HttpProblem if there is one that is not {@code known}
   */
  Map<String, String> query(Set<String> known) {
    Fields fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    Map<String, String> query = new TreeMap<>();
    for (Fields.Field field : fields) {
      if (!known.contains(field.getName())) {
        throw HttpProblem.of(
            400, "Unknown parameter", field.getName(), field.getValue(), "one of " + known);
      }
      query.put(field.getName(), field.getValue());
    }
    return query;
  }

  /**
   * The whole body.
   *
   * @throws HttpProblem 413 if it is longer than {@code most} bytes
   */
  byte[] body(int most) {
    if (request.getLength() > most) {
      throw tooLong(most, request.getLength() + " bytes");
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(most + 1);
      if (body.length > most) {
        throw tooLong(most, "more");
      }
      return body;
    } catch (IOException e) {
      throw HttpProblem.of(400, "Body cut short", String.valueOf(e.getMessage()));
    }
  }

  private static HttpProblem tooLong(int most, String found) {
    return HttpProblem.of(413, "Body too long", "body", found, "at most " + most + " bytes");
  }
}
