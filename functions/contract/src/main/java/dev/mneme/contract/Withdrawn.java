// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

/**
 * A consent that was withdrawn, as those are told of it who carry events: an entry of a bucket that
 * the gateway writes, and removes where the consent is granted again, and the source reads.
 *
 * @param lane tenant and user as subject tokens, with a dot between
 * @param purpose what may not be done with the user's data
 */
public record Withdrawn(String lane, Purpose purpose) {
  /** The bucket. */
  public static final String BUCKET = "mneme-withdrawn";

  /** What an owner withdrew. */
  public static Withdrawn of(UserKey owner, Purpose purpose) {
    return new Withdrawn(owner.lane(), purpose);
  }

  /** The entry's key. */
  public String key() {
    return lane + "." + purpose;
  }
}
