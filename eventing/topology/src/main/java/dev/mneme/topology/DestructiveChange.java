// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.SubjectTransform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may not be changed on a stream that exists. */
final class DestructiveChange {
  private DestructiveChange() {}

  static void refuse(StreamInfo present, StreamConfiguration wanted) {
    StreamConfiguration current = present.getConfiguration();
    String stream = current.getName();
    same(
        stream,
        "retention",
        current.getRetentionPolicy(),
        wanted.getRetentionPolicy(),
        "would change which messages are kept");
    same(
        stream,
        "storage",
        current.getStorageType(),
        wanted.getStorageType(),
        "would lose what is stored");
    same(
        stream,
        "subjectTransform",
        shown(current.getSubjectTransform()),
        shown(wanted.getSubjectTransform()),
        "would move users to other shards and break their order");
    long messages = present.getStreamState().getMsgCount();
    List<String> dropped =
        current.getSubjects().stream().filter(s -> !wanted.getSubjects().contains(s)).toList();
    if (messages > 0 && !dropped.isEmpty()) {
      throw refused(
          stream,
          "subjects",
          current.getSubjects(),
          wanted.getSubjects(),
          "would stop taking " + dropped + " while " + messages + " messages wait");
    }
    long bytes = present.getStreamState().getByteCount();
    if (wanted.getMaxBytes() > 0 && wanted.getMaxBytes() < bytes) {
      throw refused(
          stream,
          "maxBytes",
          current.getMaxBytes(),
          wanted.getMaxBytes(),
          "would discard some of the " + bytes + " bytes stored");
    }
    boolean agesSooner =
        wanted.getMaxAge().isPositive()
            && (current.getMaxAge().isZero()
                || wanted.getMaxAge().compareTo(current.getMaxAge()) < 0);
    if (messages > 0 && agesSooner) {
      throw refused(
          stream,
          "maxAge",
          current.getMaxAge(),
          wanted.getMaxAge(),
          "would discard older messages");
    }
  }

  private static void same(
      String stream, String field, Object current, Object wanted, String consequence) {
    if (!current.equals(wanted)) {
      throw refused(stream, field, current, wanted, consequence);
    }
  }

  private static String shown(@Nullable SubjectTransform transform) {
    return transform == null ? "none" : transform.getSource() + " -> " + transform.getDestination();
  }

  private static TopologyException refused(
      String stream, String field, Object current, Object wanted, String consequence) {
    return new TopologyException(
        "stream "
            + stream
            + ", "
            + field
            + ": is "
            + current
            + ", should become "
            + wanted
            + "; refused, since it "
            + consequence
            + ". Drain the stream and recreate it by hand.");
  }
}
