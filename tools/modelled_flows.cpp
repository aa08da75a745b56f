#include "tools/modelled_flows.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "geo/error.hpp"
#include "shapes/huff.hpp"

namespace tools {
namespace {

// Found by tools/fit_flows.py; README.md in data/england-2017 tells how well they fit.
constexpr shapes::HuffParameters fitted{
    .attraction_exponent = 2.0, .distance_exponent = 5.0, .min_distance_m = 2'000.0};

double number_at(const geo::Table& table, const char* column, std::size_t row) {
    const auto value = geo::parse_number(table.require(column).cells[row]);
    if (!value) throw geo::InputError(table.place(row), std::string("column ") + column + " is not a number");
    return *value;
}

}  // namespace

geo::Table model_flows(const geo::Table& residents, const geo::Table& sites) {
    std::vector<shapes::HuffOrigin> origins;
    for (std::size_t row = 0; row < residents.rows(); ++row) {
        origins.push_back({{number_at(residents, "easting", row), number_at(residents, "northing", row)},
                           static_cast<std::int64_t>(number_at(residents, "residents", row))});
    }
    std::vector<shapes::HuffSite> hospitals;
    for (std::size_t row = 0; row < sites.rows(); ++row) {
        hospitals.push_back({{number_at(sites, "easting", row), number_at(sites, "northing", row)},
                             number_at(sites, "patients", row)});
    }
    const auto& origin_codes = residents.require("code").cells;
    const auto& site_codes = sites.require("code").cells;
    std::map<std::pair<std::string, std::string>, std::int64_t> patients;
    for (const shapes::HuffFlow& flow : shapes::huff_flows(origins, hospitals, fitted)) {
        patients[{origin_codes[flow.origin], site_codes[flow.site]}] += flow.patients;
    }
    geo::Table flows;
    flows.columns = {{"origin", geo::ColumnType::text, {}},
                     {"site", geo::ColumnType::text, {}},
                     {"patients", geo::ColumnType::integer, {}}};
    for (const auto& [pair, count] : patients) {
        flows.columns[0].cells.push_back(pair.first);
        flows.columns[1].cells.push_back(pair.second);
        flows.columns[2].cells.push_back(std::to_string(count));
    }
    return flows;
}

}  // namespace tools
