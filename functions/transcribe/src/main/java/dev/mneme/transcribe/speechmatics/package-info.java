// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Transcribes through the batch API (v2) of Speechmatics. Every job is found again by the event
 * that caused it, so that a redelivered event is not paid for twice.
 */
@NullMarked
package dev.mneme.transcribe.speechmatics;

import org.jspecify.annotations.NullMarked;
