/**
 * Events as JSON, one or several in a request, and one outcome for each in the answer. The request
 * is the CloudEvents JSON format; the answer is Mneme's own, so that one bad event fails alone.
 */
@NullMarked
package dev.mneme.contract.batch;

import org.jspecify.annotations.NullMarked;
