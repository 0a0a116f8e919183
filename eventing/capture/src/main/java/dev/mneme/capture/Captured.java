// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

/**
 * What the sender of a memory is told.
 *
 * @param id of the event that was stored
 * @param memoryId the memory's own id; sending the same again changes nothing
 * @param duplicate whether it had been sent shortly before
 */
record Captured(String id, String memoryId, boolean duplicate) {}
