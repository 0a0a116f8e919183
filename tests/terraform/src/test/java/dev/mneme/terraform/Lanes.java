// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Lends each test that asks for one a {@link Terraform}; two are shared by all. */
final class Lanes implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(Lanes.class);
  private static final int MOST = 2;

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = tools().missing();
    missing.ifPresent(
        what -> System.err.println(context.getDisplayName() + " is skipped: " + what));
    return missing
        .map(ConditionEvaluationResult::disabled)
        .orElse(ConditionEvaluationResult.enabled("terraform and the provider are here"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Terraform.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Pool pool =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Pool.class, type -> new Pool(tools()), Pool.class);
    Loan loan = new Loan(pool, pool.take());
    context.getStore(NAMESPACE).put(Loan.class, loan);
    return loan.lane().terraform();
  }

  private static Tools tools() {
    return Tools.find(System.getenv(), Tools.sharedMirrors());
  }

  /** Given back when the test that has it ends. */
  private record Loan(Pool pool, Lane lane) implements AutoCloseable {
    @Override
    public void close() {
      pool.free.add(lane);
    }
  }

  /** Closed after the last test. */
  private static final class Pool implements AutoCloseable {
    private final Tools tools;
    private final BlockingQueue<Lane> free = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private int lanes;

    Pool(Tools tools) {
      this.tools = tools;
    }

    Lane take() {
      try {
        Lane lane = free.poll();
        if (lane == null) {
          lane = start();
        }
        return lane == null ? free.take() : lane;
      } catch (IOException e) {
        throw new ParameterResolutionException("cannot start the provider", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ParameterResolutionException("interrupted", e);
      }
    }

    private synchronized @Nullable Lane start() throws IOException {
      if (lanes == MOST) {
        return null;
      }
      lanes++;
      AwsStub aws = AwsStub.start();
      opened.addFirst(aws);
      Lane lane =
          Lane.start(tools.terraform().orElseThrow(), tools.provider().orElseThrow(), aws.url());
      opened.addFirst(lane);
      return lane;
    }

    @Override
    public void close() throws Exception {
      for (AutoCloseable part : opened) {
        part.close();
      }
    }
  }
}
