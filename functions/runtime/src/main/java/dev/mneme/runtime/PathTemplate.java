// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with variables, such as {@code /v1/proofs/{memoryId}}. */
final class PathTemplate {
  private final List<String> steps;

  private PathTemplate(List<String> steps) {
    this.steps = steps;
  }

  static PathTemplate of(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with /: " + path);
    }
    return new PathTemplate(List.of(path.split("/", -1)));
  }

  /** The variables' values where the path fits. */
  Optional<Map<String, String>> match(String rawPath) {
    String[] found = rawPath.split("/", -1);
    if (found.length != steps.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < found.length; i++) {
      String step = steps.get(i);
      if (!variable(step)) {
        if (!step.equals(found[i])) {
          return Optional.empty();
        }
      } else if (found[i].isEmpty()) {
        return Optional.empty();
      } else {
        variables.put(step.substring(1, step.length() - 1), decoded(found[i]));
      }
    }
    return Optional.of(variables);
  }

  /** Whether both fit the same paths. */
  boolean sameAs(PathTemplate other) {
    return shape().equals(other.shape());
  }

  private List<String> shape() {
    return steps.stream().map(step -> variable(step) ? "{}" : step).toList();
  }

  private static boolean variable(String step) {
    return step.startsWith("{") && step.endsWith("}");
  }

  private static String decoded(String step) {
    return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
