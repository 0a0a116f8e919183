// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Holds the manifests of {@code knative/} against their types, against the rules that once cost
 * money, and against the code. Each overlay is built once, by kustomize itself.
 */
@NullMarked
package dev.mneme.knative;

import org.jspecify.annotations.NullMarked;
