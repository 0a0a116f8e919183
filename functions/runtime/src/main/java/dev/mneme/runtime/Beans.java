// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/** The one way in which our modules register a bean: by what makes it of other beans. */
public final class Beans {
  private Beans() {}

  /** Registers a bean under a name of Spring's choice; there may be more of its type. */
  public static <T> void add(
      BeanRegistry beans, Class<T> type, Function<SupplierContext, T> maker) {
    beans.registerBean(type, bean -> bean.supplier(maker));
  }
}
