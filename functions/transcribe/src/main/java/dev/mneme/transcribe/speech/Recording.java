// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speech;

/**
 * Sound as every engine here takes it: one channel at {@value #SAMPLE_RATE} samples a second.
 *
 * @param samples from -1 to 1; not copied, and nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent")
public record Recording(float[] samples) {
  /** Samples a second. */
  public static final int SAMPLE_RATE = 16_000;

  /** Length in seconds. */
  public double seconds() {
    return (double) samples.length / SAMPLE_RATE;
  }
}
