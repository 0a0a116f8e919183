// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import dev.mneme.audit.proof.MemoryProof;
import dev.mneme.audit.proof.Proofs;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.UserKey;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;

/** Proofs over HTTP. */
final class ProofEndpoints {
  private final Proofs proofs;

  ProofEndpoints(Proofs proofs) {
    this.proofs = proofs;
  }

  /** {@code GET /v1/proofs/{memoryId}}: a {@link MemoryProof} of the caller's, or 404. */
  Response memory(UserKey owner, Request request) {
    String memory = request.variable("memoryId");
    return proofs
        .of(owner, memory)
        .map(Response::json)
        .orElseGet(
            () -> notFound("the log has nothing about memory %s of this user".formatted(memory)));
  }

  /** {@code GET /v1/heads/latest}. */
  Response latest(Request request) {
    return Response.json(proofs.latest());
  }

  /** {@code GET /v1/consistency?from=&to=}: both the size of a sealed head, or 404. */
  Response consistency(Request request) {
    long from = size(request, "from");
    long to = size(request, "to");
    FieldErrors errors = new FieldErrors();
    errors.check(from <= to, "from", from, "at most to, which is " + to);
    errors.throwIfAny();
    return proofs
        .between(from, to)
        .map(Response::json)
        .orElseGet(
            () -> notFound("not both %d and %d are sizes of a sealed head".formatted(from, to)));
  }

  private static Response notFound(String detail) {
    return Response.problem(Problem.of(404, "Not found", detail));
  }

  private static String text(Request request, String name) {
    return request
        .query(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> InvalidEventException.of(name, null, "a query parameter"));
  }

  private static long size(Request request, String name) {
    String text = text(request, name);
    String expected = "a number of leaves, 1 or more";
    try {
      long size = Long.parseLong(text);
      if (size >= 1) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw InvalidEventException.of(name, text, expected);
    }
    throw InvalidEventException.of(name, text, expected);
  }
}
