#include "shapes/site_places.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// Codes of sites that share a fate, each once.
class Fate {
public:
    void add(const std::string& code) {
        if (m_index.find(code) >= 0) return;
        (void)m_index.intern(code);
        m_codes.push_back(code);
    }
    [[nodiscard]] const std::vector<std::string>& codes() const { return m_codes; }
    [[nodiscard]] bool empty() const { return m_codes.empty(); }

private:
    CodeIndex m_index;
    std::vector<std::string> m_codes;
};

class SitePlacer {
public:
    SitePlacer(const SiteTable& table, const Plan& plan, std::span<const std::string> area_codes,
               const SiteAreas& areas, std::span<const std::string> wanted)
        : m_table(table), m_plan(plan), m_areas(areas), m_area_index(area_codes), m_wanted(wanted) {}

    KnownPlaces place() {
        m_known.source = m_table.path + " (column " + m_table.site_column + ")";
        m_known.place_names = m_plan.codes;
        m_known.places.findings = m_table.findings;
        const std::vector<std::int32_t> places = places_of_rows();
        std::vector<std::size_t> order(m_table.rows.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return m_table.rows[a].site < m_table.rows[b].site;
        });
        for (std::size_t begin = 0; begin < order.size();) {
            std::size_t end = begin + 1;
            while (end < order.size() && m_table.rows[order[end]].site == m_table.rows[order[begin]].site)
                ++end;
            add_site(std::span(order).subspan(begin, end - begin), places);
            begin = end;
        }
        report();
        return std::move(m_known);
    }

private:
    static constexpr std::int32_t no_row = -3;  ///< a row that says nothing about where the site is

    bool is_wanted(const std::string& site) const { return m_wanted.find(site) >= 0; }

    std::vector<std::int32_t> places_of_rows() {
        if (m_table.basis == SiteBasis::position) return places_of_positions();
        const CodeIndex footprints(m_plan.codes);
        const auto is_in = [&](const CodeIndex& index) {
            return std::any_of(m_table.rows.begin(), m_table.rows.end(),
                               [&](const SiteTable::Row& row) { return index.find(row.place) >= 0; });
        };
        // A column recognised by its ONS name may be of areas as well as of footprints.
        m_is_by_area = m_table.basis == SiteBasis::area ||
                       (m_table.basis_is_guessed && !is_in(footprints) && is_in(m_area_index));
        std::vector<std::int32_t> places;
        for (const SiteTable::Row& row : m_table.rows) {
            const std::int32_t found =
                m_is_by_area ? m_area_index.find(row.place) : footprints.find(row.place);
            places.push_back(found < 0      ? outside_place
                             : m_is_by_area ? m_plan.footprint_of[static_cast<std::size_t>(found)]
                                            : found);
            if (!is_wanted(row.site)) continue;
            if (row.place.empty())
                m_in_none.add(row.site);
            else if (found < 0)
                m_elsewhere.add(row.site);
        }
        return places;
    }

    /// Positions in the CRS of the areas; nullopt for those that no operation carries so far.
    std::vector<std::optional<geo::Point>> projected() const {
        std::vector<std::optional<geo::Point>> result;
        for (const SiteTable::Row& row : m_table.rows)
            result.push_back(row.position);
        if (m_table.crs.empty() || m_table.crs == m_areas.crs) return result;
        // The operation is chosen by where the areas are: a slip in one position must not choose another.
        std::vector<geo::Point> corners{{m_areas.box.min_x, m_areas.box.min_y},
                                        {m_areas.box.min_x, m_areas.box.max_y},
                                        {m_areas.box.max_x, m_areas.box.min_y},
                                        {m_areas.box.max_x, m_areas.box.max_y}};
        geo::Transform(m_areas.crs, m_table.crs, m_areas.box).apply(corners);
        geo::Box box;
        for (const geo::Point corner : corners)
            box.add(corner);
        geo::Transform transform(m_table.crs, m_areas.crs, box);
        const geo::Box& reach = transform.reach().box;
        std::vector<geo::Point> carried;
        for (std::optional<geo::Point>& place : result) {
            if (!place) continue;
            if (!reach.empty() && (place->x < reach.min_x || place->x > reach.max_x ||
                                   place->y < reach.min_y || place->y > reach.max_y))
                place = geo::Point{std::nan(""), std::nan("")};
            else
                carried.push_back(*place);
        }
        transform.apply(carried);
        auto next = carried.begin();
        for (std::optional<geo::Point>& place : result)
            if (place && !std::isnan(place->x)) place = *next++;
        return result;
    }

    std::vector<std::int32_t> places_of_positions() {
        if (m_areas.locator == nullptr)
            throw geo::InputError(m_table.path,
                                  "gives the positions of sites, and there are no areas to place them in",
                                  "name the areas with --areas, or a footprint column");
        std::vector<std::int32_t> places;
        const std::vector<std::optional<geo::Point>> positions = projected();
        for (std::size_t r = 0; r < m_table.rows.size(); ++r) {
            const std::string& site = m_table.rows[r].site;
            if (!positions[r]) {
                ++m_rows_without_position;
                m_without_position.add(site);
                places.push_back(no_row);
                continue;
            }
            const geo::Location found = m_areas.locator->locate(*positions[r], m_areas.reach_m);
            const bool is_told = is_wanted(site);
            if (found.area == geo::no_area) {
                if (is_told) m_off_areas.add(site);
                places.push_back(outside_place);
                continue;
            }
            const std::string& code = m_areas.codes[static_cast<std::size_t>(found.area)];
            const std::int32_t area = m_area_index.find(code);
            if (is_told && found.is_on_border) m_on_border.add(site);
            if (is_told && found.distance_m > 0.0) {
                m_within_reach.add(site);
                m_farthest_m = std::max(m_farthest_m, found.distance_m);
            }
            if (is_told && area < 0) m_elsewhere.add(site);
            places.push_back(area < 0 ? outside_place : m_plan.footprint_of[static_cast<std::size_t>(area)]);
        }
        return places;
    }

    void add_site(std::span<const std::size_t> all_rows, const std::vector<std::int32_t>& places) {
        std::vector<std::size_t> rows;
        for (const std::size_t row : all_rows)
            if (places[row] != no_row) rows.push_back(row);
        // A site without any position is one that the table does not know.
        if (rows.empty()) return;
        const std::string& site = m_table.rows[rows.front()].site;
        const bool is_in_several = std::any_of(
            rows.begin(), rows.end(), [&](std::size_t row) { return places[row] != places[rows.front()]; });
        std::vector<double> weights(rows.size(), 1.0);
        if (m_table.has_weights && rows.size() > 1) read_weights(rows, weights);
        PartsOfCode parts;
        for (std::size_t i = 0; i < rows.size(); ++i)
            parts.add(places[rows[i]], weights[i]);
        parts.end_code(m_known.places);
        m_known.codes.push_back(site);
        if (rows.size() == 1 || !is_wanted(site)) return;
        m_known.duplicated.push_back(site);
        if (!is_in_several)
            m_several_rows.add(site);
        else if (m_table.has_weights)
            m_divided.add(site);
        else
            m_unweighted.add(site);
    }

    void read_weights(std::span<const std::size_t> rows, std::vector<double>& weights) {
        double sum = 0.0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const SiteTable::Row& row = m_table.rows[rows[i]];
            if (!row.weight)
                throw geo::InputError(row.where,
                                      "site " + row.site + " stands on " + count_of(rows.size(), "row") +
                                          " and this one has no weight",
                                      "give each of them a weight");
            weights[i] = *row.weight;
            sum += weights[i];
        }
        if (sum > 0.0) return;
        std::fill(weights.begin(), weights.end(), 1.0);
        const SiteTable::Row& first = m_table.rows[rows.front()];
        add_finding(
            geo::FindingKind::bad_value, geo::Severity::violation, {first.site},
            first.where + ": the weights of site " + first.site + " add up to 0; its rows count equally");
    }

    void report() {
        using enum geo::FindingKind;
        using enum geo::Severity;
        tell(unmatched, warning, m_in_none, m_is_by_area ? "in no area" : "in no footprint",
             ", counted as outside the study area");
        tell(unmatched, warning, m_elsewhere,
             m_table.basis == SiteBasis::footprint && !m_is_by_area
                 ? "in a footprint that the plan does not have"
                 : "in an area that is not one of the plan",
             ", counted as outside the study area");
        if (!m_without_position.empty()) {
            std::string text = m_table.path + ": " + count_of(m_rows_without_position, "row") +
                               " without coordinates, left out, of " +
                               count_of(m_without_position.codes().size(), "site") + ": " +
                               list_codes(m_without_position.codes(), 20) + "; fill columns " +
                               m_table.place_column + " and its fellow to place them";
            add_finding(bad_value, warning, m_without_position.codes(), std::move(text),
                        static_cast<double>(m_rows_without_position));
        }
        tell(unmatched, warning, m_off_areas, "outside every area",
             ", counted as outside the study area; --site-reach M takes those near a coast");
        tell(assumption, note, m_on_border, "on a border between areas, given to the area that comes first",
             "");
        tell(assumption, note, m_within_reach,
             "outside every area, given to the nearest one, at most " +
                 std::to_string(std::llround(std::ceil(m_farthest_m))) + " m away",
             "");
        tell(duplicate_code, note, m_several_rows, "on several rows, all in the same footprint", "");
        tell(assumption, note, m_divided, "in several footprints, divided by weight", "");
        tell(duplicate_code, m_table.has_equal_weights ? note : violation, m_unweighted,
             "on several rows in different footprints without weights, each row counting equally",
             m_table.has_equal_weights ? ", as asked for"
                                       : "; add a column weight, or say --site-weights equal");
    }

    void tell(geo::FindingKind kind, geo::Severity severity, const Fate& fate, const std::string& what,
              const std::string& consequence) {
        if (fate.empty()) return;
        add_finding(kind, severity, fate.codes(),
                    m_table.path + ": " + count_of(fate.codes().size(), "site") + " " + what + consequence +
                        ": " + list_codes(fate.codes(), 20),
                    static_cast<double>(fate.codes().size()));
    }

    void add_finding(geo::FindingKind kind, geo::Severity severity, std::vector<std::string> codes,
                     std::string text, double size = std::nan("")) {
        m_known.places.findings.push_back(
            table_finding(kind, severity, std::move(codes), std::move(text), size));
    }

    const SiteTable& m_table;
    const Plan& m_plan;
    const SiteAreas& m_areas;
    CodeIndex m_area_index;
    CodeIndex m_wanted;
    KnownPlaces m_known;
    bool m_is_by_area = false;
    std::size_t m_rows_without_position = 0;
    double m_farthest_m = 0.0;
    Fate m_in_none;
    Fate m_elsewhere;
    Fate m_without_position;
    Fate m_off_areas;
    Fate m_on_border;
    Fate m_within_reach;
    Fate m_several_rows;
    Fate m_divided;
    Fate m_unweighted;
};

}  // namespace

KnownPlaces known_sites(const SiteTable& table, const Plan& plan, std::span<const std::string> area_codes,
                        const SiteAreas& areas, std::span<const std::string> wanted) {
    return SitePlacer(table, plan, area_codes, areas, wanted).place();
}

}  // namespace shapes
