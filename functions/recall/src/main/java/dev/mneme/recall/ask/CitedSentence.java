// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import java.util.List;

/**
 * A sentence of an answer.
 *
 * @param memories ids of the memories it rests on, one or more
 */
record CitedSentence(String text, List<String> memories) {}
