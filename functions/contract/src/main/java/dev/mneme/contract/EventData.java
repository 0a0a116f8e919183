// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.util.function.Function;

/**
 * Data records to JSON and back. Unknown fields are passed over, because a newer writer may add
 * optional ones; everything else that does not fit is an error that names its path.
 */
public final class EventData {
  private EventData() {}

  /**
   * The event's data as a valid record.
   *
   * @param reader of the record, such as {@code TextCaptured::read}
   * @throws InvalidEventException if there is no data, it is not JSON, or it breaks the record's
   *     rules
   */
  public static <T extends Payload> T read(CloudEvent event, Function<FieldReader, T> reader) {
    CloudEventData data = event.getData();
    return read(data == null ? new byte[0] : data.toBytes(), reader);
  }

  /**
   * JSON bytes as a valid record.
   *
   * @param reader of the record, such as {@code TextCaptured::read}
   * @throws InvalidEventException if it is not JSON or breaks the record's rules
   */
  public static <T extends Checked> T read(byte[] json, Function<FieldReader, T> reader) {
    T read = FieldReader.read(json, reader);
    FieldErrors errors = new FieldErrors();
    read.check(errors);
    errors.throwIfAny();
    return read;
  }

  /** A record as JSON, UTF-8; absent optional fields are left out. */
  public static byte[] write(Payload payload) {
    return FieldWriter.bytes(payload);
  }
}
