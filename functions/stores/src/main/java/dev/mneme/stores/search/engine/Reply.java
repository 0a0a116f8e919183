// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

/**
 * An engine's answer.
 *
 * @param status of HTTP
 * @param body JSON; empty if there was none
 */
record Reply(int status, byte[] body) {}
