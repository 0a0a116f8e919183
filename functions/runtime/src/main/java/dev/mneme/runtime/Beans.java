// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/** Registers beans by what makes each of other beans, which Spring wants nested twice. */
public final class Beans {
  private Beans() {}

  /** Registers a bean under a name of Spring's choice; there may be more of its type. */
  public static <T> void add(
      BeanRegistry beans, Class<T> type, Function<SupplierContext, T> maker) {
    beans.registerBean(type, bean -> bean.supplier(maker));
  }
}
