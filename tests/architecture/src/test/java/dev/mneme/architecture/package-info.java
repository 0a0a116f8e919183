/**
 * Holds the classes of all modules to the design's rules of who may know whom. A rule that fails
 * here is broken by the class that it names, whatever the reason was.
 */
@NullMarked
package dev.mneme.architecture;

import org.jspecify.annotations.NullMarked;
