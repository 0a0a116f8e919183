// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

/**
 * Decoded sound before it is resampled, mixed down to one channel.
 *
 * @param samples from -1 to 1
 * @param sampleRate samples a second
 */
@SuppressWarnings("ArrayRecordComponent")
record Pcm(float[] samples, int sampleRate) {}
