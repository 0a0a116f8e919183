/**
 * The HTTP front of a function: CloudEvents in, the function out of Spring Cloud Function's
 * catalog, CloudEvents out. A function module brings one function bean and a {@code main} that
 * calls {@link dev.mneme.runtime.FunctionApplication#run}.
 */
@NullMarked
package dev.mneme.runtime;

import org.jspecify.annotations.NullMarked;
