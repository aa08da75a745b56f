#include "geo/contacts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace {

using geo::Contact;
using geo::GridPoint;
using geo::GridRings;
using geo::Segment;
using geo::Topology;
using testing::ElementsAre;
using testing::IsEmpty;

void add_ring(GridRings& rings, const std::vector<GridPoint>& ring) {
    rings.points.insert(rings.points.end(), ring.begin(), ring.end());
    rings.close_ring();
    rings.close_area();
}

Topology topology_of(const GridRings& rings) {
    return geo::build_topology(rings, geo::Grid{});
}

/// Every pair whose extents in x meet, compared.
std::vector<Contact> by_comparing_all(const Topology& topology, std::int64_t reach) {
    struct Numbered {
        Segment ends;
        std::uint32_t number;
    };
    std::vector<Numbered> segments;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        for (std::uint32_t i = topology.arc_start[a]; i + 1 < topology.arc_start[a + 1]; ++i) {
            const GridPoint p = topology.vertex(topology.arc_vertices[i]);
            const GridPoint q = topology.vertex(topology.arc_vertices[i + 1]);
            segments.push_back({{std::min(p, q), std::max(p, q)}, i});
        }
    }
    std::ranges::sort(segments, {}, [](const Numbered& s) { return s.ends.from; });
    std::vector<Contact> contacts;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Numbered& s = segments[i];
        for (std::size_t j = i + 1; j < segments.size(); ++j) {
            const Numbered& t = segments[j];
            if (t.ends.from.x > s.ends.to.x + reach) break;
            if (geo::in_contact(s.ends, t.ends, reach))
                contacts.push_back({std::min(s.number, t.number), std::max(s.number, t.number)});
        }
    }
    std::ranges::sort(contacts);
    return contacts;
}

/// Rings of some points each within `size` cells of a place, at places within `spread`.
GridRings random_rings(std::size_t rings, std::size_t points, std::int32_t spread, std::int32_t size,
                       std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto within = [&](std::int32_t most) {
        return static_cast<std::int32_t>(random() % (2 * static_cast<std::uint32_t>(most) + 1)) - most;
    };
    GridRings made;
    for (std::size_t r = 0; r < rings; ++r) {
        const GridPoint place{within(spread), within(spread)};
        std::vector<GridPoint> ring;
        for (std::size_t i = 0; i < points; ++i)
            ring.push_back({place.x + within(size), place.y + within(size)});
        add_ring(made, ring);
    }
    return made;
}

/// A ring that winds round its place in `steps` steps, with noise.
std::vector<GridPoint> noisy_circle(GridPoint place, double radius, std::size_t steps, std::mt19937& random) {
    std::vector<GridPoint> ring;
    for (std::size_t i = 0; i < steps; ++i) {
        const double angle = 6.283185307179586 * static_cast<double>(i) / static_cast<double>(steps);
        const auto noise = static_cast<double>(random() % 7);
        ring.push_back({place.x + static_cast<std::int32_t>((radius + noise) * std::cos(angle)),
                        place.y + static_cast<std::int32_t>((radius + noise) * std::sin(angle))});
    }
    return ring;
}

std::vector<Contact> contacts(const Topology& topology, std::int64_t reach) {
    return geo::find_contacts(topology, reach, geo::grid_bounds(topology.vertices));
}

void expect_all_found(const GridRings& rings) {
    const Topology topology = topology_of(rings);
    for (const std::int64_t reach : {0, 1, 5, 101}) {
        EXPECT_EQ(contacts(topology, reach), by_comparing_all(topology, reach))
            << "reach " << reach << " among " << topology.arc_vertices.size() << " vertices";
    }
}

TEST(Contacts, TwoSegmentsThatCrossAreAPair) {
    GridRings rings;
    add_ring(rings, {{0, 0}, {100, 100}, {100, 0}, {0, 100}});  // a figure of eight
    EXPECT_THAT(contacts(topology_of(rings), 0), ElementsAre(Contact{0, 2}));
}

TEST(Contacts, ASegmentAndTheNextAreOnlyWhereTheyTurnBack) {
    GridRings rings;
    add_ring(rings, {{0, 0}, {1000, 0}, {500, 2}, {500, 900}});
    EXPECT_THAT(contacts(topology_of(rings), 3), ElementsAre(Contact{0, 1}, Contact{0, 2}));
    EXPECT_THAT(contacts(topology_of(rings), 1), IsEmpty());
}

TEST(Contacts, AreFoundInABoxThatIsWiderThanNeedBe) {
    GridRings rings;
    add_ring(rings, {{0, 0}, {100, 100}, {100, 0}, {0, 100}});
    EXPECT_THAT(geo::find_contacts(topology_of(rings), 5, {{-70000, -3}, {150, 9000}}),
                ElementsAre(Contact{0, 2}));
}

TEST(Contacts, OfRingsLaidOverEachOtherAllAreFound) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        expect_all_found(random_rings(40, 3 + seed % 5, 1000, 300, seed));
        expect_all_found(random_rings(300, 4, 20000, 100, seed));
    }
}

TEST(Contacts, OfManyRingsAllAreFoundBandByBand) {
    expect_all_found(random_rings(6000, 4, 1000000, 9000, 1));
}

TEST(Contacts, OfLongAndShortSegmentsAllAreFound) {
    GridRings rings = random_rings(3000, 3, 1000000, 500, 2);
    const GridRings across = random_rings(40, 5, 10, 1000000, 3);
    for (std::size_t r = 0; r < across.rings(); ++r)
        add_ring(rings, {across.ring(r).begin(), across.ring(r).end()});
    expect_all_found(rings);
}

TEST(Contacts, OfSmoothRingsWithinEachOtherAllAreFound) {
    std::mt19937 random(4);
    GridRings rings;
    for (int i = 0; i < 12; ++i)
        add_ring(rings, noisy_circle({i * 3, 0}, 5000 + 3 * i, 700, random));
    expect_all_found(rings);
}

TEST(Contacts, OfACrowdFarFromAStrayPointAllAreFound) {
    GridRings rings = random_rings(400, 5, 2000, 300, 5);
    add_ring(rings, {{900000000, 900000000}, {900000100, 900000000}, {900000000, 900000100}});
    expect_all_found(rings);
}

TEST(Contacts, OfSegmentsThatMeetInOnePointAllAreFound) {
    std::mt19937 random(6);
    GridRings rings;
    for (int i = 0; i < 400; ++i) {
        const auto place = [&] { return static_cast<std::int32_t>(random() % 20001) - 10000; };
        add_ring(rings, {{0, 0}, {place(), place()}, {place(), place()}});
    }
    expect_all_found(rings);
}

TEST(Contacts, OfSegmentsAlongOneLineAllAreFound) {
    std::mt19937 random(7);
    GridRings rings;
    for (int i = 0; i < 60; ++i) {
        const auto x = [&] { return static_cast<std::int32_t>(random() % 100000); };
        add_ring(rings, {{x(), 0}, {x(), 0}, {x(), 1}});
    }
    expect_all_found(rings);
}

}  // namespace
