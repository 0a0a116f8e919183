// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mneme.contract.Problem;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request is answered with.
 *
 * @param headers beside the content type
 */
record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  static Answer json(int status, Object value) {
    return new Answer(status, "application/json", JSON.writeValueAsBytes(value), Map.of());
  }

  static Answer problem(Problem problem, Map<String, String> headers) {
    return new Answer(
        problem.status(), Problem.MEDIA_TYPE, JSON.writeValueAsBytes(problem), headers);
  }

  static Answer none(int status) {
    return new Answer(status, "text/plain", new byte[0], Map.of());
  }

  static Answer text(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, Map.of());
  }
}
