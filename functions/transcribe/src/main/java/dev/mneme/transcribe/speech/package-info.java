// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What transcribing is, whoever does it: a recording goes in, words with times and confidence come
 * out. Here are the port that engines implement and the measure they are judged by.
 */
@NullMarked
package dev.mneme.transcribe.speech;

import org.jspecify.annotations.NullMarked;
