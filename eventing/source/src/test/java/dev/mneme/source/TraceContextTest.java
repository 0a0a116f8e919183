// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PARENT,
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings",
      })
  void carriesWhatTheSpecificationAllows(String parent) {
    // Given
    CloudEvent event = event(parent, null);

    // Then
    assertThat(TraceContext.checked(event)).isSameAs(event);
    assertThat(headers(event)).containsExactly(Map.entry("traceparent", parent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx-forged: yes",
      })
  void dropsWhatIsMalformedWithItsState(String parent) {
    // When
    CloudEvent checked = TraceContext.checked(event(parent, "vendor=1"));

    // Then
    assertThat(checked.getExtensionNames()).doesNotContain("traceparent", "tracestate");
    assertThat(checked.getId()).isEqualTo("1");
    assertThat(headers(checked)).isEmpty();
    assertThat(headers(event(parent, "vendor=1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rojo=00f067aa0ba902b7", "t61rcwkgmze@vendor=a b,other= x,, congo=t61"})
  void carriesTheStateOfVendors(String state) {
    // Given
    CloudEvent event = event(PARENT, state);

    // Then
    assertThat(TraceContext.checked(event)).isSameAs(event);
    assertThat(headers(event))
        .containsExactly(Map.entry("traceparent", PARENT), Map.entry("tracestate", state));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "novalue", "Upper=1", "a=b=c", "a=1\r\nx-forged: yes", "a=\u00e9"})
  void dropsAMalformedStateAlone(String state) {
    // When
    CloudEvent checked = TraceContext.checked(event(PARENT, state));

    // Then
    assertThat(checked.getExtension("traceparent")).isEqualTo(PARENT);
    assertThat(checked.getExtensionNames()).doesNotContain("tracestate");
  }

  @Test
  void dropsAStateTooLongAndOneWithoutParent() {
    assertThat(headers(event(PARENT, "a=" + "1".repeat(600)))).hasSize(1);
    assertThat(headers(event(PARENT, "a=1,".repeat(33)))).hasSize(1);
    assertThat(TraceContext.checked(event(null, "a=1")).getExtensionNames())
        .doesNotContain("tracestate");
  }

  @Test
  void aReplyInheritsUnlessItHasATraceOfItsOwn() {
    // Given
    CloudEvent cause = event(PARENT, "vendor=1");

    // Then
    assertThat(TraceContext.parent(TraceContext.inherited(event(null, null), cause)))
        .isEqualTo(PARENT);
    assertThat(TraceContext.inherited(event("garbage", "a=1"), cause).getExtension("tracestate"))
        .isEqualTo("vendor=1");
    assertThat(headers(TraceContext.inherited(event(OTHER, null), cause)))
        .containsExactly(Map.entry("traceparent", OTHER));
  }

  @Test
  void nothingIsInvented() {
    // Given
    CloudEvent plain = event(null, null);

    // Then
    assertThat(TraceContext.checked(plain)).isSameAs(plain);
    assertThat(TraceContext.inherited(plain, plain)).isSameAs(plain);
    assertThat(headers(plain)).isEmpty();
  }

  private static CloudEvent event(@Nullable String parent, @Nullable String state) {
    CloudEventBuilder builder = CloudEventBuilder.from(Messages.text("ada", "1"));
    if (parent != null) {
      builder.withExtension("traceparent", parent);
    }
    if (state != null) {
      builder.withExtension("tracestate", state);
    }
    return builder.build();
  }

  private static Map<String, String> headers(CloudEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    TraceContext.headers(event, headers::put);
    return headers;
  }
}
