// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.TreeHead;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint64;

/**
 * Calls to {@code AuditAnchor.sol} as call data, and its answers back. The contract has only static
 * types, so an answer is a row of 32-byte words.
 */
final class AnchorAbi {
  /** The topic of {@code event Anchored(uint64 indexed size, bytes32 indexed root)}. */
  static final String ANCHORED =
      CustomErrorEncoder.calculateSignatureHash("Anchored(uint64,bytes32)");

  private static final int WORD = 64;
  private static final int SELECTOR = 8;
  private static final Map<String, String> ERRORS =
      Stream.of(
              "NotAuthorised(address)",
              "Shrinking(uint64,uint64)",
              "Forked(uint64,bytes32,bytes32)",
              "NotATreeHead(uint64,bytes32)")
          .collect(
              Collectors.toMap(
                  signature -> selector(CustomErrorEncoder.calculateSignatureHash(signature)),
                  signature -> signature));

  private AnchorAbi() {}

  static String constructor(String anchorer) {
    return FunctionEncoder.encodeConstructor(List.of(new Address(anchorer)));
  }

  static String anchor(TreeHead head) {
    return call("anchor", size(head.size()), root(head.root()));
  }

  static String check(String caller, TreeHead head) {
    return call("check", new Address(caller), size(head.size()), root(head.root()));
  }

  static String latest() {
    return call("latest");
  }

  static String anchorAt(long size) {
    return call("anchorAt", size(size));
  }

  /** The size as the topic of an event. */
  static String topic(long size) {
    return "0x%064x".formatted(size);
  }

  static BigInteger number(String answer, int word) {
    return new BigInteger(digits(answer, word), 16);
  }

  static Hash hash(String answer, int word) {
    return Hash.ofHex(digits(answer, word));
  }

  /** A revert's data in words: the error's name and its arguments. */
  static String refusal(String data) {
    String signature = data.length() < 2 + SELECTOR ? null : ERRORS.get(selector(data));
    if (signature == null) {
      return "reverted with " + data;
    }
    int open = signature.indexOf('(');
    String[] types = signature.substring(open + 1, signature.length() - 1).split(",", -1);
    String arguments = "0x" + data.substring(2 + SELECTOR);
    return signature.substring(0, open)
        + IntStream.range(0, types.length)
            .mapToObj(i -> argument(types[i], arguments, i))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String argument(String type, String arguments, int word) {
    return switch (type) {
      case "uint64" -> number(arguments, word).toString();
      case "address" -> "0x" + digits(arguments, word).substring(WORD - 40);
      default -> "0x" + digits(arguments, word);
    };
  }

  private static String selector(String hex) {
    return hex.substring(2, 2 + SELECTOR);
  }

  private static String call(String name, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(name, List.of(arguments), List.of()));
  }

  private static Uint64 size(long size) {
    return new Uint64(size);
  }

  private static Bytes32 root(Hash root) {
    return new Bytes32(root.bytes());
  }

  private static String digits(String answer, int word) {
    int from = 2 + word * WORD;
    if (answer.length() < from + WORD) {
      throw new ChainException("the contract answered '%s', too short".formatted(answer));
    }
    return answer.substring(from, from + WORD);
  }
}
