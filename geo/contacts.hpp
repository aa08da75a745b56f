// Contacts: where segments of a topology meet elsewhere than in their ends. For .cpp files of geo alone.
#pragma once

#include <cstdint>
#include <vector>

#include "geo/grid.hpp"
#include "geo/segment_contact.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Pairs of segments that cross, or of which one has an end within `reach` cells of the other and beside it
/// (in_contact()); each once, sorted. Signs of determinants are exact in 64 bits.
///
/// Arcs are cut into chains (chains.hpp), and the ground into bands: rows of buckets with so few chains that
/// what is needed to compare them stays in the second-level cache; two threads take one band after the other.
/// O(vertices + pairs of chains whose boxes meet in a bucket); crowded buckets are divided.
/// @pre `box` holds all vertices.
[[nodiscard]] std::vector<Contact> find_contacts(const Topology& topology, std::int64_t reach,
                                                 const GridBox& box);

}  // namespace geo
