// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

/** What kustomize builds: the shipped overlays, and each other component on top of one. */
enum Overlay {
  KIND("knative/overlays/kind"),
  AWS("knative/overlays/aws"),
  AWS_GPU("knative/overlays/aws-gpu"),
  AWS_AUTO("knative/overlays/aws-auto"),
  ISTIO("tests/knative/src/test/kustomize/istio"),
  BROKER("tests/knative/src/test/kustomize/broker"),
  SYNADIA("tests/knative/src/test/kustomize/synadia");

  private final String folder;

  Overlay(String folder) {
    this.folder = folder;
  }

  /** Below the repository's root. */
  String folder() {
    return folder;
  }

  /** Its objects; built at the first call. */
  Manifests manifests() {
    return Kustomize.built(folder);
  }
}
