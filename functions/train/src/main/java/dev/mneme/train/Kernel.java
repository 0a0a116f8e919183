// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The two matrix products that learning spends its time in. Every implementation adds in the same
 * order and rounds after each step, so all give the same bits: a model does not depend on the
 * machine that trained it.
 *
 * <p>Matrices are row by row; {@code lanes} is a multiple of {@link #LANES}.
 */
interface Kernel {
  /** What a row of weights is padded to a multiple of. */
  int LANES = 8;

  /** {@code out = rows × weights}: n×width by width×lanes to n×lanes. */
  void multiply(float[] rows, int n, int width, float[] weights, int lanes, float[] out);

  /** {@code gradient += rowsᵀ × errors}: width×n by n×lanes to width×lanes. */
  void accumulate(float[] rows, int n, int width, float[] errors, int lanes, float[] gradient);

  /** The fastest that this process can run. */
  static Kernel best() {
    return vectorModule() && optimizingCompiler() ? new VectorKernel() : new ScalarKernel();
  }

  private static boolean vectorModule() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** Without the second compiler, which start-up flags may switch off, vectors are objects. */
  private static boolean optimizingCompiler() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return vm != null && vm.getVMOption("TieredStopAtLevel").getValue().equals("4");
  }
}
