// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.SubjectTransform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Undoes a stream's subject transform: from where a message lies to where it was published. */
final class PublishSubject {
  private static final Pattern WILDCARD =
      Pattern.compile("\\{\\{\\s*[Ww]ildcard\\(\\s*(\\d+)\\s*\\)\\s*}}|\\$(\\d+)");

  private final String stream;
  private final @Nullable SubjectTransform transform;

  private PublishSubject(String stream, @Nullable SubjectTransform transform) {
    this.stream = stream;
    this.transform = transform;
  }

  static PublishSubject of(StreamConfiguration stream) {
    return new PublishSubject(stream.getName(), stream.getSubjectTransform());
  }

  /**
   * Where a message was published that has {@code subject} in the stream.
   *
   * @throws DeadLetterException if the transform leaves out what it was told
   */
  String of(String subject) {
    if (transform == null) {
      return subject;
    }
    // The destination may hold commas and spaces within braces, but never a dot there.
    String[] stored = subject.split("\\.", -1);
    String[] template = String.valueOf(transform.getDestination()).split("\\.", -1);
    if (stored.length != template.length) {
      throw cannot(subject);
    }
    Map<Integer, String> wildcards = new HashMap<>();
    for (int i = 0; i < template.length; i++) {
      Matcher wildcard = WILDCARD.matcher(template[i]);
      if (wildcard.matches()) {
        String number = wildcard.group(1) == null ? wildcard.group(2) : wildcard.group(1);
        wildcards.put(Integer.valueOf(number), stored[i]);
      }
    }
    List<String> published = new ArrayList<>();
    int wildcard = 0;
    for (String token : String.valueOf(transform.getSource()).split("\\.", -1)) {
      String value = token.equals("*") ? wildcards.get(++wildcard) : token;
      if (value == null || value.equals(">")) {
        throw cannot(subject);
      }
      published.add(value);
    }
    return String.join(".", published);
  }

  private DeadLetterException cannot(String subject) {
    SubjectTransform known = Objects.requireNonNull(transform);
    return new DeadLetterException(
        "stream %s: expected a subjectTransform that can be undone for %s, found %s -> %s"
            .formatted(stream, subject, known.getSource(), known.getDestination()));
  }
}
