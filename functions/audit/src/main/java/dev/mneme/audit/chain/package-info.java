/**
 * Tree heads on an EVM chain: what is asked of the anchor contract, and how it is asked over
 * JSON-RPC. The only package that knows web3j, so that nothing of it is loaded before the first
 * anchor.
 */
@NullMarked
package dev.mneme.audit.chain;

import org.jspecify.annotations.NullMarked;
