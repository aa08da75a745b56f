#include "shapes/overlay_people.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "geo/area_locator.hpp"
#include "shapes/sum.hpp"

namespace shapes {
namespace {

struct Amount {
    CompensatedSum all;
    CompensatedSum noise;
    std::optional<double> border_m;
};

UnitRow row_of(geo::AreaIndex area) {
    return area == geo::no_area ? no_unit : static_cast<UnitRow>(area);
}

/// Finds the nearest area of either layer for places that lie in none of it.
class NearestAreas {
public:
    NearestAreas(const geo::Overlay& overlay, double reach_m)
        : m_overlay(overlay),
          m_reach_m(reach_m),
          m_in_a(overlay.topology, 0, overlay.areas_of_a),
          m_in_b(overlay.topology, overlay.areas_of_a, overlay.topology.areas()) {}

    /// Fills in the areas that are none, and tells the greatest distance; nothing when one of them is not
    /// near.
    [[nodiscard]] std::optional<double> fill(geo::Point place, geo::OverlayPiece& piece) const {
        double reached_m = 0.0;
        const auto find = [&](const geo::AreaLocator& areas, std::size_t first, geo::AreaIndex& area) {
            if (area != geo::no_area) return true;
            const geo::Location nearest = areas.locate(place, m_reach_m);
            if (nearest.area == geo::no_area) return false;
            area = nearest.area - static_cast<geo::AreaIndex>(first);
            reached_m = std::max(reached_m, nearest.distance_m);
            return true;
        };
        geo::OverlayPiece filled = piece;
        if (!find(m_in_a, 0, filled.a) || !find(m_in_b, m_overlay.areas_of_a, filled.b)) return std::nullopt;
        piece = filled;
        return reached_m;
    }

private:
    const geo::Overlay& m_overlay;
    double m_reach_m;
    geo::AreaLocator m_in_a;
    geo::AreaLocator m_in_b;
};

}  // namespace

OverlayPeople count_people(const geo::Overlay& overlay, std::span<const geo::Point> places,
                           std::span<const double> people, std::vector<std::string> a_codes,
                           std::vector<std::string> b_codes, double reach_m) {
    OverlayPeople result;
    result.places = places.size();
    // no_unit is the greatest row, so that none comes last.
    std::map<std::pair<UnitRow, UnitRow>, Amount> amounts;
    for (const geo::OverlayPair& pair : overlay.pairs)
        amounts[{row_of(pair.a), row_of(pair.b)}].border_m = pair.shared_border_m;
    const std::vector<geo::PieceIndex> pieces = geo::locate_pieces(overlay, places);
    std::optional<NearestAreas> nearest;
    CompensatedSum in_neither;
    CompensatedSum at_nearest;
    for (std::size_t i = 0; i < places.size(); ++i) {
        geo::OverlayPiece piece;
        if (pieces[i] != geo::no_piece) piece = overlay.pieces[pieces[i]];
        const bool is_outside_one = piece.a == geo::no_area || piece.b == geo::no_area;
        bool is_noise = piece.is_sliver;
        if (is_outside_one && (is_noise || pieces[i] == geo::no_piece) && reach_m > 0.0) {
            if (!nearest) nearest.emplace(overlay, reach_m);
            if (const auto reached = nearest->fill(places[i], piece)) {
                ++result.places_at_nearest;
                at_nearest.add(people[i]);
                result.greatest_reach_m = std::max(result.greatest_reach_m, *reached);
                is_noise = false;
            }
        }
        if (piece.a == geo::no_area && piece.b == geo::no_area) {
            ++result.places_in_neither;
            in_neither.add(people[i]);
            continue;
        }
        Amount& amount = amounts[{row_of(piece.a), row_of(piece.b)}];
        amount.all.add(people[i]);
        if (!is_noise) continue;
        ++result.places_in_slivers;
        amount.noise.add(people[i]);
    }
    result.people_at_nearest = at_nearest.value();
    CrossTable& table = result.table;
    table.measured = CrossAmount::people;
    table.a_codes = std::move(a_codes);
    table.b_codes = std::move(b_codes);
    table.in_neither = in_neither.value();
    for (const auto& [units, amount] : amounts)
        table.cells.push_back(
            {units.first, units.second, amount.all.value(), amount.noise.value(), amount.border_m});
    return result;
}

}  // namespace shapes
