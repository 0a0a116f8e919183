// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.Extensions;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the payload that an event left in the object store (CloudEvents claim check extension,
 * {@code dataref}). An event may refer to its own user's objects in its own bucket and to nothing
 * else, so that no one can make a function fetch another user's data or call another server.
 */
public final class ClaimCheck {
  private final ObjectStore store;

  public ClaimCheck(ObjectStore store) {
    this.store = store;
  }

  /**
   * The bytes that the event's {@code dataref} names.
   *
   * @throws InvalidEventException if it names anything that is not this user's, is absent or too
   *     large
   * @throws TryLaterException if the store cannot be reached
   */
  public byte[] fetch(CloudEvent event) {
    Object dataref = event.getExtension(Extensions.DATA_REF);
    ObjectKey key = key(UserKey.of(event), dataref == null ? null : dataref.toString());
    try {
      return store.get(key).orElseThrow(() -> refused(dataref, "an object that is there"));
    } catch (ObjectTooLargeException e) {
      throw refused(dataref, "an object of at most " + store.mostBytes() + " bytes");
    }
  }

  private ObjectKey key(UserKey owner, @Nullable String dataref) {
    String bucket = "s3://" + store.bucket() + "/";
    // Compared as text: what no URI parser has read, none has read in another way than S3 will.
    if (dataref != null && dataref.startsWith(bucket)) {
      return ObjectKey.parse(owner, dataref.substring(bucket.length()))
          .orElseThrow(() -> outside(owner, dataref));
    }
    throw outside(owner, dataref);
  }

  private InvalidEventException outside(UserKey owner, @Nullable String dataref) {
    return refused(
        dataref, "s3://" + store.bucket() + "/" + ObjectKey.prefix(owner) + "<area>/<name>");
  }

  private static InvalidEventException refused(@Nullable Object dataref, String expected) {
    return InvalidEventException.of(Extensions.DATA_REF, dataref, expected);
  }
}
