// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PoliciesTest {
  @ParameterizedTest
  @EnumSource
  void everyOverlayKeepsThePolicy(Policy policy) {
    // Given
    List<Overlay> overlays = List.of(Overlay.values());

    // When
    List<String> violations =
        overlays.stream()
            .flatMap(
                overlay ->
                    policy.violations(overlay.manifests()).stream().map(v -> overlay + ": " + v))
            .toList();

    // Then
    assertThat(violations).as(policy.reason()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void aManifestThatBreaksThePolicyIsFound(Policy policy, Mutation mutation) {
    // Given
    Manifests broken = mutation.broken();

    // When
    List<String> violations = policy.violations(broken);

    // Then
    assertThat(violations).as(policy.reason()).isNotEmpty();
  }

  @Test
  void everyPolicyWasSeenFailing() {
    // Given
    List<Policy> seen = Arrays.stream(Mutation.values()).map(Mutation::found).toList();

    // When
    Stream<Policy> policies = Arrays.stream(Policy.values());

    // Then
    assertThat(policies).allMatch(seen::contains);
  }

  static Stream<Arguments> mutations() {
    return Arrays.stream(Mutation.values()).map(m -> Arguments.of(m.found(), m));
  }
}
