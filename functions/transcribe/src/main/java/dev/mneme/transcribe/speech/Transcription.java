// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speech;

import dev.mneme.contract.data.Transcript;

/**
 * What was said.
 *
 * @param text with punctuation; blank where nothing was said
 * @param language BCP 47 tag of what was spoken, as the engine understood it
 * @param transcript words with times and confidence, and the engine they come from
 */
public record Transcription(String text, String language, Transcript transcript) {}
