// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Transcribes on this machine with the Moonshine model through ONNX Runtime, English only. Nothing
 * is fetched here: the operator names the weights and their hash is checked before they are used.
 */
@NullMarked
package dev.mneme.transcribe.local;

import org.jspecify.annotations.NullMarked;
