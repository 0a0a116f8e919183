// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import tools.jackson.databind.JsonNode;

/**
 * An environment variable of a container: a value, or where it comes from.
 *
 * @param name of the variable
 * @param value in the manifest itself; empty if it comes from elsewhere
 * @param config name of the ConfigMap; empty if it comes from none
 * @param secret name of the Secret; empty if it comes from none
 * @param key in the ConfigMap or the Secret
 * @param optional whether the key may be absent
 */
record Variable(
    String name, String value, String config, String secret, String key, boolean optional) {
  static Variable of(JsonNode tree) {
    JsonNode config = tree.at("/valueFrom/configMapKeyRef");
    JsonNode secret = tree.at("/valueFrom/secretKeyRef");
    JsonNode from = config.isMissingNode() ? secret : config;
    return new Variable(
        tree.path("name").asString(""),
        tree.path("value").asString(""),
        config.path("name").asString(""),
        secret.path("name").asString(""),
        from.path("key").asString(""),
        from.path("optional").asBoolean(false));
  }
}
