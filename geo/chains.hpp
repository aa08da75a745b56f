// Chains: stretches of an arc that go on in one direction. For .cpp files of geo alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/segment_contact.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Successive segments of an arc that all head for one quadrant, say north and east or along either axis. So
/// the box of a chain is that of its two ends, and no segment of it is in contact with another of it:
/// whatever follows a segment lies ahead of its end.
struct Chain {
    std::uint32_t begin;     ///< number of its first segment, see Contact
    std::uint16_t segments;  ///< few, so that those of two chains can be compared pair by pair
    bool settled;            ///< has no contact with the chain after it on the arc that is not known already

    [[nodiscard]] std::uint32_t end() const { return begin + segments; }
};

/// Cuts an arc into chains and appends them to `chains`. No chain of several segments is wider or higher than
/// `widest`. Contacts of segments that follow one another on the arc are appended to `found`, so that nobody
/// else need compare these. O(vertices).
void cut_into_chains(const Topology& topology, std::size_t arc, std::int64_t widest, std::int64_t reach,
                     std::vector<Chain>& chains, std::vector<Contact>& found);

}  // namespace geo
