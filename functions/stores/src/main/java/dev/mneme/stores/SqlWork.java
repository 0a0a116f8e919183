// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Statements that belong into one transaction; neither commits nor keeps the connection.
 *
 * @param <T> what they find out
 */
@FunctionalInterface
public interface SqlWork<T> {
  /** Runs the statements; anything thrown rolls all of them back. */
  T run(Connection connection) throws SQLException;
}
