// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final Routes routes =
      new Routes()
          .add("GET", "/a/{id}", true, request -> Response.none())
          .add("PUT", "/a/{id}", false, request -> Response.none());

  @Test
  void findsByMethodAndPath() {
    // When
    Routes.Match match = routes.find("PUT", "/a/1");

    // Then
    assertThat(match.route().work()).isFalse();
    assertThat(match.variables()).isEqualTo(Map.of("id", "1"));
    assertThat(routes.find("HEAD", "/a/1").route().method()).isEqualTo("GET");
  }

  @Test
  void tellsAnUnknownPathFromAnUnknownMethod() {
    assertThatThrownBy(() -> routes.find("GET", "/b"))
        .isInstanceOfSatisfying(
            HttpProblem.class, problem -> assertThat(problem.response().status()).isEqualTo(404));
    assertThatThrownBy(() -> routes.find("DELETE", "/a/1"))
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem -> {
              assertThat(problem.response().status()).isEqualTo(405);
              assertThat(problem.response().headers()).containsEntry("Allow", "GET, PUT");
            });
  }
}
