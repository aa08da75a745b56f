// Noding: after it, the segments of a topology meet in their ends only. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/contacts.hpp"
#include "geo/numbered_rings.hpp"
#include "geo/topology.hpp"

namespace geo {

struct SnapReport;

/// Rounds of looking for vertices that segments lack, and of putting them in.
class Noding {
public:
    /// Tolerance in cells; `box` holds all vertices of the topologies.
    Noding(std::int64_t tolerance, const GridBox& box) : m_tolerance(tolerance), m_box(box) {}

    /// Looks for ends of segments within the tolerance of others; when there are none, for crossings. False
    /// when there are none either. O(segments + pairs that come close).
    [[nodiscard]] bool find(const Topology& topology);

    /// The rings with what find() found put into them, new vertices behind the old ones. O(vertices).
    [[nodiscard]] NumberedRings insert(Topology topology, SnapReport& report);

    /// Writes down which areas lacked which vertices.
    void finish(const Grid& grid, SnapReport& report);

private:
    /// A vertex of one area that the border of another lacks.
    struct Missing {
        AreaIndex in;
        AreaIndex from;
        GridPoint at;
        double distance_cells;

        friend auto operator<=>(const Missing&, const Missing&) = default;
    };

    /// A vertex to be put into a segment of an arc.
    struct Insertion {
        std::uint32_t arc;
        std::uint32_t segment;
        double along;  // from the segment's start, times its length, in cells squared
        VertexId vertex;

        friend auto operator<=>(const Insertion&, const Insertion&) = default;
    };

    /// A segment of a contact, with its place on its arc.
    struct ArcSegment {
        Segment ends;
        std::uint32_t arc;
        std::uint32_t place;
    };

    static ArcSegment segment_of(const Topology& topology, std::uint32_t number);
    void find_near(const Topology& topology, const std::vector<Contact>& contacts);
    void find_crossings(const Topology& topology, const std::vector<Contact>& contacts);
    void add(const Topology& topology, const ArcSegment& segment, VertexId vertex, GridPoint p);
    void note_missing(const Topology& topology, const ArcSegment& segment, const ArcSegment& with_vertex,
                      GridPoint p);

    std::int64_t m_tolerance;
    GridBox m_box;
    std::int64_t m_reach = 0;
    int m_rounds = 0;
    std::vector<Insertion> m_insertions;
    std::vector<GridPoint> m_new_vertices;
    std::vector<Missing> m_missing;
};

}  // namespace geo
