/**
 * Holds every Java file of the repository to google-java-format. It runs as a test because the
 * formatter needs the JDK of the sources, and Maven itself may run on an older one.
 */
@NullMarked
package dev.mneme.format;

import org.jspecify.annotations.NullMarked;
