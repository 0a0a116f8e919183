// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.SubjectTransform;
import org.junit.jupiter.api.Test;

class PublishSubjectTest {
  @Test
  void withoutATransformASubjectIsWhereItWasPublished() {
    assertThat(PublishSubject.of(StreamConfiguration.builder().name("s").build()).of("a.b"))
        .isEqualTo("a.b");
  }

  @Test
  void theShardIsTakenOutAgain() {
    assertThat(
            transform(
                    "mneme.in.*.*.*.*",
                    "mneme.{{wildcard(1)}}.{{wildcard(2)}}.{{partition(64,3,4)}}.{{wildcard(3)}}"
                        + ".{{wildcard(4)}}")
                .of("mneme.text.captured.17.acme.ada"))
        .isEqualTo("mneme.in.text.captured.acme.ada");
  }

  @Test
  void tokensMayHaveChangedPlaces() {
    assertThat(transform("a.*.*", "$2.x.{{ Wildcard( 1 ) }}").of("two.x.one"))
        .isEqualTo("a.one.two");
  }

  @Test
  void whatATransformLeftOutCannotBeKnown() {
    assertThatExceptionOfType(DeadLetterException.class)
        .isThrownBy(() -> transform("a.*.*", "a.{{wildcard(1)}}").of("a.one"))
        .withMessageContainingAll("stream s", "a.*.*", "a.{{wildcard(1)}}", "a.one");
    assertThatExceptionOfType(DeadLetterException.class)
        .isThrownBy(() -> transform("a.>", "b.>").of("b.c.d"));
  }

  private static PublishSubject transform(String from, String to) {
    return PublishSubject.of(
        StreamConfiguration.builder()
            .name("s")
            .subjectTransform(SubjectTransform.builder().source(from).destination(to).build())
            .build());
  }
}
