// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The function transcribe: {@code audio.captured} in, {@code memory.transcribed} out. It decodes
 * the audio, lets the chosen engine transcribe it and replies with words, their times and
 * confidence.
 */
@NullMarked
package dev.mneme.transcribe;

import org.jspecify.annotations.NullMarked;
