// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

/**
 * The data of one event type: a record with, beside {@link #check} and {@link #write}, a static
 * {@code read(FieldReader)}. They are written by hand, since binding by reflection costs every
 * function that wakes from zero some 60 ms of its first event.
 */
public interface Payload extends Checked, Written {}
