// The columns and rows of a table of sites.
#include <array>
#include <cmath>
#include <utility>

#include "geo/error.hpp"
#include "geo/text.hpp"
#include "shapes/code_columns.hpp"
#include "shapes/code_index.hpp"
#include "shapes/lookup.hpp"
#include "shapes/site_places.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

struct Chosen {
    std::size_t site = 0;
    std::optional<std::size_t> place;
    std::optional<std::size_t> x;
    std::optional<std::size_t> y;
    std::optional<std::size_t> weight;
};

std::size_t require(const geo::Table& table, const std::string& name) {
    return static_cast<std::size_t>(&table.require(name) - table.columns.data());
}

bool is_longitude(const std::string& name) {
    const std::string lower = geo::to_lower(name);
    return lower == "lon" || lower == "longitude" || lower == "lng" || lower == "long";
}

std::size_t choose_site(const geo::Table& table, const SiteColumns& columns,
                        std::span<const std::string> sites) {
    if (!columns.site.empty()) return require(table, columns.site);
    if (const auto found = column_with(table, sites, "site", std::nullopt, "--site-code-column"))
        return *found;
    if (const auto plain = table.find("site")) return *plain;
    throw geo::InputError(table.path,
                          "none of the sites of the flows is in any column (" + column_names(table) + ")",
                          "the flows have codes such as " + list_codes(sites) +
                              "; name the column with --site-code-column, or give another site lookup");
}

bool choose_position(const geo::Table& table, Chosen& chosen) {
    static constexpr std::array<std::pair<const char*, const char*>, 5> usual{
        {{"x", "y"}, {"easting", "northing"}, {"lon", "lat"}, {"longitude", "latitude"}, {"lng", "lat"}}};
    for (const auto& [x, y] : usual) {
        chosen.x = table.find(x);
        chosen.y = table.find(y);
        if (chosen.x && chosen.y) return true;
    }
    return false;
}

/// The columns, and with them the basis.
Chosen choose(const geo::Table& table, const SiteColumns& columns, std::span<const std::string> sites,
              SiteTable& made) {
    Chosen chosen;
    if (!columns.weight.empty())
        chosen.weight = require(table, columns.weight);
    else
        chosen.weight = table.find("weight");
    if (columns.x.empty() != columns.y.empty())
        throw geo::UsageError(columns.x.empty() ? "--y-column" : "--x-column",
                              "needs the other of --x-column and --y-column");
    if (!columns.x.empty()) {
        made.basis = SiteBasis::position;
        chosen.x = require(table, columns.x);
        chosen.y = require(table, columns.y);
    } else if (!columns.footprint.empty()) {
        chosen.place = require(table, columns.footprint);
    } else if (!columns.area.empty()) {
        made.basis = SiteBasis::area;
        chosen.place = require(table, columns.area);
    } else if (const auto footprint = table.find("footprint")) {
        chosen.place = footprint;
    } else if (const auto area = table.find("area")) {
        made.basis = SiteBasis::area;
        chosen.place = area;
    } else if (choose_position(table, chosen)) {
        made.basis = SiteBasis::position;
    } else {
        LookupOptions options = site_lookup_options();
        options.unit_column = columns.site;
        options.unit_option = "--site-code-column";
        options.footprint_option = "--site-footprint-column";
        const Lookup lookup = make_lookup(table, options, sites);
        made.basis_is_guessed = true;
        chosen.site = require(table, lookup.unit_column);
        chosen.place = require(table, lookup.footprint_column);
        return chosen;
    }
    chosen.site = choose_site(table, columns, sites);
    return chosen;
}

std::optional<double> read_weight(const geo::Table& table, std::optional<std::size_t> column, std::size_t row,
                                  const std::string& site) {
    if (!column) return std::nullopt;
    const std::string& cell = table.columns[*column].cells[row];
    if (trim_code(cell).empty()) return std::nullopt;
    const std::optional<double> weight = geo::parse_number(cell);
    if (!weight || *weight < 0.0)
        throw geo::InputError(
            table.place(row),
            "weight `" + cell + "` of site " + site + (weight ? " is negative" : " is not a finite number"),
            "give a number of 0 or more");
    return weight;
}

std::optional<geo::Point> read_position(const geo::Table& table, std::size_t row, const Chosen& chosen,
                                        const std::string& site, bool is_geographic) {
    const std::string& x_cell = table.columns[*chosen.x].cells[row];
    const std::string& y_cell = table.columns[*chosen.y].cells[row];
    if (trim_code(x_cell).empty() && trim_code(y_cell).empty()) return std::nullopt;
    const std::optional<double> x = geo::parse_number(x_cell);
    const std::optional<double> y = geo::parse_number(y_cell);
    const std::string shown = "position `" + x_cell + "`, `" + y_cell + "` of site " + site;
    if (!x || !y)
        throw geo::InputError(table.place(row), shown + " is not two finite numbers",
                              "correct it, or leave both cells empty");
    if (is_geographic && (std::abs(*x) > 180.0 || std::abs(*y) > 90.0))
        throw geo::InputError(table.place(row), shown + " is no longitude and latitude",
                              "check --x-column and --y-column, or state the CRS with --site-crs");
    return geo::Point{*x, *y};
}

}  // namespace

SiteTable make_site_table(const geo::Table& table, const SiteColumns& columns,
                          std::span<const std::string> sites) {
    SiteTable made;
    made.path = table.path;
    const Chosen chosen = choose(table, columns, sites, made);
    const bool is_geographic = chosen.x && columns.crs.empty() && is_longitude(table.columns[*chosen.x].name);
    made.site_column = table.columns[chosen.site].name;
    made.place_column = table.columns[chosen.place ? *chosen.place : *chosen.x].name;
    made.crs = is_geographic ? "EPSG:4326" : columns.crs;
    made.has_weights = chosen.weight.has_value();
    made.has_equal_weights = columns.has_equal_weights;
    std::vector<std::string> without_code;
    std::size_t without_both = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        SiteTable::Row read;
        read.site = trim_code(table.columns[chosen.site].cells[row]);
        if (read.site.empty()) {
            without_code.push_back(table.place(row));
            if (chosen.x && !chosen.place && trim_code(table.columns[*chosen.x].cells[row]).empty())
                ++without_both;
            continue;
        }
        read.where = table.place(row);
        if (chosen.place) read.place = trim_code(table.columns[*chosen.place].cells[row]);
        if (chosen.x && !chosen.place)
            read.position = read_position(table, row, chosen, read.site, is_geographic);
        read.weight = read_weight(table, chosen.weight, row, read.site);
        made.rows.push_back(std::move(read));
    }
    if (made.rows.empty()) throw geo::InputError(table.path, "column " + made.site_column + " holds no code");
    if (without_code.empty()) return made;
    std::string text = table.path + ": " + count_of(without_code.size(), "row") +
                       " without a code of site in column " + made.site_column;
    if (without_both > 0) text += ", " + std::to_string(without_both) + " of them without coordinates too";
    text += ", left out; the first is " + without_code.front() +
            "; fill the column, or name another with --site-code-column";
    made.findings.push_back(table_finding(geo::FindingKind::missing_code, geo::Severity::warning, {},
                                          std::move(text), static_cast<double>(without_code.size())));
    return made;
}

}  // namespace shapes
