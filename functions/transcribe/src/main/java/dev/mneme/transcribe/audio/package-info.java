// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Audio as people send it becomes 16 kHz mono samples, told apart by content and never by name. WAV
 * is read here; other formats go through ffmpeg as a child process within strict limits.
 */
@NullMarked
package dev.mneme.transcribe.audio;

import org.jspecify.annotations.NullMarked;
