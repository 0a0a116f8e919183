// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * All objects of one build.
 *
 * @param all in the order in which kustomize gives them
 */
record Manifests(List<Manifest> all) {
  static final YAMLMapper YAML = new YAMLMapper();

  Manifests {
    all = List.copyOf(all);
  }

  static Manifests parse(String documents) {
    try (var trees = YAML.readerFor(JsonNode.class).<JsonNode>readValues(documents)) {
      return new Manifests(trees.readAll().stream().map(Manifest::new).toList());
    }
  }

  Stream<Manifest> of(String type) {
    return all.stream().filter(manifest -> manifest.type().equals(type));
  }

  /** Whatever makes pods of ours; servers that a laptop brings along are others'. */
  Stream<Manifest> workloads() {
    return all.stream()
        .filter(manifest -> manifest.pods().isPresent() && manifest.namespace().equals("mneme"));
  }

  /** The Knative Services. */
  Stream<Manifest> services() {
    return of(Manifest.SERVICE);
  }

  Manifest get(String type, String name) {
    return of(type)
        .filter(manifest -> manifest.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " " + name));
  }

  /**
   * A copy in which one object has another value at a JSON pointer; what was not there is added,
   * and {@code -} is the place behind the end of an array.
   */
  Manifests with(String type, String name, String pointer, Object value) {
    return edited(
        type,
        name,
        tree -> {
          JsonPointer at = JsonPointer.compile(pointer);
          JsonNode parent = tree.at(at.head());
          JsonNode node = YAML.valueToTree(value);
          if (parent instanceof ArrayNode array) {
            int index = at.last().getMatchingIndex();
            if (index >= 0 && index < array.size()) {
              array.set(index, node);
            } else {
              array.add(node);
            }
          } else {
            ((ObjectNode) parent).set(at.last().getMatchingProperty(), node);
          }
        });
  }

  /** A copy in which one object lacks what is at a JSON pointer. */
  Manifests without(String type, String name, String pointer) {
    return edited(
        type,
        name,
        tree -> {
          JsonPointer at = JsonPointer.compile(pointer);
          JsonNode parent = tree.at(at.head());
          JsonNode removed =
              parent instanceof ArrayNode array
                  ? array.remove(at.last().getMatchingIndex())
                  : ((ObjectNode) parent).remove(at.last().getMatchingProperty());
          if (removed == null) {
            throw new AssertionError(pointer + " is not in " + name);
          }
        });
  }

  /** A copy that lacks one object. */
  Manifests without(String type, String name) {
    Manifest gone = get(type, name);
    return new Manifests(all.stream().filter(manifest -> !manifest.equals(gone)).toList());
  }

  /** A copy with further objects. */
  Manifests and(String documents) {
    List<Manifest> more = new ArrayList<>(all);
    more.addAll(parse(documents).all());
    return new Manifests(more);
  }

  private Manifests edited(String type, String name, Consumer<JsonNode> edit) {
    Manifest old = get(type, name);
    JsonNode copy = old.tree().deepCopy();
    edit.accept(copy);
    return new Manifests(
        all.stream()
            .map(manifest -> manifest.equals(old) ? new Manifest(copy) : manifest)
            .toList());
  }
}
