#include "geo/contacts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "geo/chains.hpp"
#include "geo/segment_buckets.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

/// Rows of buckets in bands: no band has more than a few thousand vertices where rows are many enough, nor
/// more rows than their share.
class Bands {
public:
    Bands(const BucketGrid& grid, std::span<const GridPoint> vertices) {
        constexpr std::size_t vertices_a_band = 4096;
        constexpr std::size_t samples_a_band = 16;
        const std::size_t wanted = std::clamp<std::size_t>(vertices.size() / vertices_a_band, 1, 256);
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < vertices.size(); i += vertices.size() / (wanted * samples_a_band) + 1)
            rows.push_back(grid.row_of(vertices[i].y));
        std::sort(rows.begin(), rows.end());
        for (std::size_t band = 0; band < wanted; ++band) {
            m_first_row.push_back(rows[rows.size() * band / wanted]);
            m_first_row.push_back(grid.rows() * band / wanted);
        }
        std::sort(m_first_row.begin(), m_first_row.end());
        m_first_row.erase(std::unique(m_first_row.begin(), m_first_row.end()), m_first_row.end());
        m_band_of_row.reserve(grid.rows());
        m_first_row.push_back(grid.rows());
        for (std::uint16_t band = 0; band < count(); ++band)
            m_band_of_row.resize(m_first_row[band + 1], band);
    }

    [[nodiscard]] std::size_t count() const { return m_first_row.size() - 1; }
    [[nodiscard]] std::size_t begin_row(std::size_t band) const { return m_first_row[band]; }
    [[nodiscard]] std::size_t end_row(std::size_t band) const { return m_first_row[band + 1]; }
    [[nodiscard]] std::uint16_t of_row(std::size_t row) const { return m_band_of_row[row]; }

private:
    std::vector<std::size_t> m_first_row;  // of each band, and the end of the last
    std::vector<std::uint16_t> m_band_of_row;
};

/// A chain, and the bands that it meets.
struct BandedChain {
    Chain chain;
    std::uint16_t lowest_band;
    std::uint16_t highest_band;
};

/// Chains by band.
class ChainLists {
public:
    ChainLists() = default;
    ChainLists(std::size_t bands, std::span<const BandedChain> chains) : m_start(bands + 1, 0) {
        for (const BandedChain& one : chains)
            for (std::size_t band = one.lowest_band; band <= one.highest_band; ++band)
                ++m_start[band];
        std::uint32_t sum = 0;
        for (std::uint32_t& start : m_start)
            start = sum += start;
        // Filled from their ends, the starts come to be where each begins.
        m_chains.resize(sum);
        for (const BandedChain& one : chains)
            for (std::size_t band = one.lowest_band; band <= one.highest_band; ++band)
                m_chains[--m_start[band]] = one.chain;
    }

    [[nodiscard]] std::span<const Chain> of(std::size_t band) const {
        return {m_chains.data() + m_start[band], m_chains.data() + m_start[band + 1]};
    }

private:
    std::vector<std::uint32_t> m_start;
    std::vector<Chain> m_chains;
};

/// Finds the contacts of one topology.
class ContactFinder {
public:
    ContactFinder(const Topology& topology, std::int64_t reach, const GridBox& box)
        : m_topology(topology),
          m_reach(reach),
          m_grid(topology, reach, box),
          m_bands(m_grid, topology.vertices) {}

    std::vector<Contact> find() const {
        constexpr std::size_t shares = 32;
        const std::size_t items = m_topology.arc_vertices.size();
        std::array<ChainLists, shares> lists;
        std::vector<std::vector<Contact>> found(shares + m_bands.count());
        in_shares(items, shares, [&](std::size_t share) {
            const ItemRange own = range_of_share(m_topology.arcs(), share, shares);
            lists[share] = cut_into_chains_by_band(own.begin, own.end, found[share]);
        });
        in_shares(items, m_bands.count(), [&](std::size_t band) {
            std::vector<Chain> chains;
            for (const ChainLists& list : lists)
                chains.insert(chains.end(), list.of(band).begin(), list.of(band).end());
            find_contacts_in_rows(m_topology, m_grid, m_bands.begin_row(band), m_bands.end_row(band), chains,
                                  m_reach, found[shares + band]);
        });
        std::vector<Contact> contacts;
        for (const std::vector<Contact>& part : found)
            contacts.insert(contacts.end(), part.begin(), part.end());
        std::sort(contacts.begin(), contacts.end());
        contacts.erase(std::unique(contacts.begin(), contacts.end()), contacts.end());
        return contacts;
    }

private:
    /// The chains of the arcs [begin, end).
    ChainLists cut_into_chains_by_band(std::size_t begin, std::size_t end,
                                       std::vector<Contact>& found) const {
        std::vector<BandedChain> banded;
        std::vector<Chain> chains;
        for (std::size_t arc = begin; arc < end; ++arc) {
            chains.clear();
            cut_into_chains(m_topology, arc, m_grid.side(), m_reach, chains, found);
            for (const Chain& chain : chains) {
                const std::int64_t y = y_at(chain.begin);
                const std::int64_t end_y = y_at(chain.end());
                banded.push_back(
                    {chain, band_of(std::min(y, end_y) - m_reach), band_of(std::max(y, end_y) + m_reach)});
            }
        }
        return {m_bands.count(), banded};
    }

    [[nodiscard]] std::int64_t y_at(std::uint32_t place) const {
        return m_topology.vertex(m_topology.arc_vertices[place]).y;
    }

    [[nodiscard]] std::uint16_t band_of(std::int64_t y) const { return m_bands.of_row(m_grid.row_of(y)); }

    const Topology& m_topology;
    std::int64_t m_reach;
    BucketGrid m_grid;
    Bands m_bands;
};

}  // namespace

std::vector<Contact> find_contacts(const Topology& topology, std::int64_t reach, const GridBox& box) {
    if (topology.arcs() == 0) return {};
    return ContactFinder(topology, reach, box).find();
}

}  // namespace geo
