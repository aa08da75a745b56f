#include "shapes/best_fit.hpp"

#include "shapes/sum.hpp"

namespace shapes {

std::vector<std::optional<geo::Point>> weighted_centroids(std::span<const UnitRow> unit_of,
                                                          std::span<const geo::Point> places,
                                                          std::span<const double> people, std::size_t units) {
    struct Sums {
        CompensatedSum people;
        CompensatedSum x;
        CompensatedSum y;
    };
    std::vector<Sums> sums(units);
    for (std::size_t p = 0; p < places.size(); ++p) {
        if (unit_of[p] == no_unit) continue;
        Sums& of = sums[unit_of[p]];
        of.people.add(people[p]);
        of.x.add(people[p] * places[p].x);
        of.y.add(people[p] * places[p].y);
    }
    std::vector<std::optional<geo::Point>> centroids(units);
    for (std::size_t unit = 0; unit < units; ++unit) {
        const double all = sums[unit].people.value();
        if (all > 0.0) centroids[unit] = geo::Point{sums[unit].x.value() / all, sums[unit].y.value() / all};
    }
    return centroids;
}

std::vector<UnitFit> best_fit(const CrossTable& table, std::span<const std::optional<geo::Point>> centroids,
                              const geo::AreaLocator& locator, std::size_t first_of_b) {
    std::vector<UnitFit> fits(table.a_codes.size());
    std::vector<double> most(table.a_codes.size(), -1.0);
    for (const CrossCell& cell : table.cells) {
        if (cell.a == no_unit || cell.b == no_unit || cell.is_noise()) continue;
        if (cell.without_noise() <= most[cell.a]) continue;
        most[cell.a] = cell.without_noise();
        fits[cell.a] = {cell.b, FitBasis::most};
    }
    for (std::size_t a = 0; a < centroids.size(); ++a) {
        if (!centroids[a]) continue;
        const geo::Location found = locator.locate(*centroids[a]);
        if (found.area == geo::no_area) continue;
        fits[a] = {static_cast<UnitRow>(static_cast<std::size_t>(found.area) - first_of_b),
                   found.is_on_border ? FitBasis::border : FitBasis::centroid};
    }
    return fits;
}

CrossTable fitted_table(const CrossTable& table, std::span<const UnitFit> fits) {
    CrossTable fitted;
    fitted.measured = table.measured;
    fitted.a_codes = table.a_codes;
    fitted.b_codes = table.b_codes;
    fitted.in_neither = table.in_neither;
    std::vector<CompensatedSum> whole(fits.size());
    for (const CrossCell& cell : table.cells)
        if (cell.a != no_unit) whole[cell.a].add(cell.without_noise());
    for (std::size_t a = 0; a < fits.size(); ++a)
        fitted.cells.push_back({static_cast<UnitRow>(a), fits[a].b, whole[a].value(), 0.0, std::nullopt});
    return fitted;
}

}  // namespace shapes
