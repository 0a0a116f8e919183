// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

pragma solidity 0.8.24;

/// @title Anchors for the tree heads of Mneme's audit log
/// @notice Holds, for every anchored size of an append-only Merkle log (RFC 6962), the root that the
/// log had at that size. What stands here cannot be taken back or replaced, so whoever trusts this
/// chain need not trust the log's operator.
/// @dev Reads are independent of the sender and nothing relies on a revert during gas estimation:
/// confidential EVMs (Oasis Sapphire) call views as address zero and estimate without reverting.
contract AuditAnchor {
    /// @notice One anchored tree head.
    /// @param root Merkle tree hash over all leaves; zero where the size was never anchored
    /// @param blockNumber Block that anchored it
    struct Anchor {
        bytes32 root;
        uint64 blockNumber;
    }

    /// @notice May appoint the anchorer, and anchor.
    address public immutable owner;

    /// @notice May anchor. A hot key, so that the owner's can stay cold.
    address public anchorer;

    /// @notice Leaves under the newest anchored root; zero before the first.
    uint64 public latestSize;

    mapping(uint64 size => Anchor) private _anchors;

    /// @notice A tree head was anchored.
    event Anchored(uint64 indexed size, bytes32 indexed root);

    /// @notice The anchorer was replaced.
    event AnchorerAppointed(address indexed previous, address indexed next);

    /// @notice The caller may not do this.
    error NotAuthorised(address caller);

    /// @notice The log is append-only: its size never shrinks.
    error Shrinking(uint64 anchored, uint64 offered);

    /// @notice This size is anchored with another root: the log's history was rewritten.
    error Forked(uint64 size, bytes32 anchored, bytes32 offered);

    /// @notice No tree has this size or this root.
    error NotATreeHead(uint64 size, bytes32 root);

    /// @param firstAnchorer May anchor from the start
    constructor(address firstAnchorer) {
        owner = msg.sender;
        anchorer = firstAnchorer;
        emit AnchorerAppointed(address(0), firstAnchorer);
    }

    /// @notice Replaces the anchorer; address zero leaves the owner alone.
    function appoint(address next) external {
        if (msg.sender != owner) revert NotAuthorised(msg.sender);
        emit AnchorerAppointed(anchorer, next);
        anchorer = next;
    }

    /// @notice Anchors a tree head. The newest one again is accepted and changes nothing, so that a
    /// sender who does not know whether a transaction went through can repeat it.
    function anchor(uint64 size, bytes32 root) external {
        if (!check(msg.sender, size, root)) return;
        latestSize = size;
        _anchors[size] = Anchor(root, uint64(block.number));
        emit Anchored(size, root);
    }

    /// @notice Whether `anchor` would write: false means that this head is the newest already. Reverts
    /// as `anchor` would. Asks for the caller by name, so that it also works where views have none.
    function check(address caller, uint64 size, bytes32 root) public view returns (bool writes) {
        if (caller != owner && caller != anchorer) revert NotAuthorised(caller);
        if (size == 0 || root == bytes32(0)) revert NotATreeHead(size, root);
        if (size < latestSize) revert Shrinking(latestSize, size);
        bytes32 anchored = _anchors[size].root;
        if (anchored == bytes32(0)) return true;
        if (anchored != root) revert Forked(size, anchored, root);
        return false;
    }

    /// @notice The newest tree head; zeros before the first.
    function latest() external view returns (uint64 size, bytes32 root, uint64 blockNumber) {
        Anchor storage newest = _anchors[latestSize];
        return (latestSize, newest.root, newest.blockNumber);
    }

    /// @notice The tree head anchored at exactly this size; zeros where there is none.
    function anchorAt(uint64 size) external view returns (bytes32 root, uint64 blockNumber) {
        Anchor storage found = _anchors[size];
        return (found.root, found.blockNumber);
    }
}
