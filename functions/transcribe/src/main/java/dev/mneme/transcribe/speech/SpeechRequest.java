// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speech;

import java.time.Instant;

/**
 * What an engine is to transcribe, and for which event.
 *
 * @param recording the sound
 * @param language BCP 47 tag of what is spoken
 * @param reference the same for every delivery of the same event, so that an engine that is paid by
 *     the job finds the job it already has
 * @param capturedAt when the sound was captured; no job for it can be older
 */
public record SpeechRequest(
    Recording recording, String language, String reference, Instant capturedAt) {}
