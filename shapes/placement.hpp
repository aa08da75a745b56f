// Placement: the area or footprint in which the origins and the sites of flows lie, in parts where one lies
// in several.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "geo/finding.hpp"
#include "shapes/join.hpp"
#include "shapes/plan.hpp"
#include "shapes/succession.hpp"

namespace shapes {

/// Places that are not footprints. A code that is known but lies in no footprint is outside the study area;
/// the empty code is unknown.
inline constexpr FootprintIndex outside_place = no_footprint;
inline constexpr FootprintIndex unknown_place = -2;

/// The places of each of a list of codes, in parts that add up to 1. Places are indices of areas or of
/// footprints, as the function that made them says, or outside or unknown.
struct Placement {
    std::vector<std::size_t> start{0};  ///< code i has the parts [start[i], start[i + 1])
    std::vector<std::int32_t> place;    ///< of each part
    std::vector<double> weight;         ///< of each part: its share of the code, above 0
    JoinReport join;
    std::vector<JoinReport> further_joins;  ///< to a succession, to the tables of a chain
    std::vector<geo::Finding> findings;

    [[nodiscard]] std::size_t size() const { return start.size() - 1; }
    /// Adds a part to the code that is being placed.
    void add_part(std::int32_t of_place, double of_weight);
    /// Ends the code that is being placed.
    void end_code() { start.push_back(place.size()); }
    /// Places a code whole.
    void add(std::int32_t of_place);
};

/// Adds up the weights of parts by place, to end a code with each place once.
class PartsOfCode {
public:
    void add(std::int32_t place, double weight);
    /// Takes over the parts of a code of `known`, each times `share`.
    void add(const Placement& known, std::size_t code, double share);
    /// Ends a code of `placement` with these parts, sorted by place, divided by their sum. Begins anew.
    void end_code(Placement& placement);

private:
    std::vector<std::pair<std::int32_t, double>> m_parts;
};

/// Codes whose places are known.
struct KnownPlaces {
    std::string source;                        ///< for sentences: "sites.csv (column site)"
    std::vector<std::string> codes;            ///< each once
    Placement places;                          ///< of each of them, with findings about the source
    std::vector<std::string> place_names;      ///< code of each place
    std::vector<std::string> duplicated = {};  ///< codes that stand on several rows of the source, sorted
};

/// Areas, each in its own place. Places are indices into `area_codes`.
[[nodiscard]] KnownPlaces known_areas(std::span<const std::string> area_codes);

/// The footprints of areas: the known places of sites when flows go from area to area.
[[nodiscard]] KnownPlaces known_areas_in_footprints(std::span<const std::string> area_codes,
                                                    const Plan& plan);

struct PlacingOptions {
    std::string name = {};                        ///< of the join, for example "sites to footprints"
    std::string remedy = {};                      ///< said when none of the codes is known
    std::span<const double> patients = {};        ///< of each code, to say what is left outside; may be empty
    const Succession* succession = nullptr;       ///< for codes that are not known
    bool takes_footprints_of_succession = false;  ///< places are footprints, which a succession may give
};

/// Places codes: by what is known, else through the succession, else outside. Findings: codes left outside,
/// with their patients (a warning), a hint at another year or geography when under half are known, each code
/// that a succession placed with its path (a note; a warning where that is in several places or could be read
/// in two ways), and known codes that took over others of another place (a warning). O(codes and parts).
/// @throws InputError when there are codes and none of them can be placed: a wrong column or a wrong table.
/// @pre of patients: none, or one for each code.
[[nodiscard]] Placement place_codes(std::span<const std::string> codes, const KnownPlaces& known,
                                    const PlacingOptions& options);

/// Places codes that are codes of areas. @throws InputError as place_codes() does.
[[nodiscard]] Placement place_in_areas(std::string name, std::span<const std::string> codes,
                                       std::span<const std::string> area_codes);

/// The footprints of a placement in areas; an area in no footprint is outside. Parts of one code in one
/// footprint become one part. O(parts log parts of a code).
[[nodiscard]] Placement to_footprints(Placement in_areas, const Plan& plan);

/// The codes of a placement that lie in several places, outside counted as one, and their patients.
struct Division {
    std::size_t codes = 0;
    double patients = 0.0;
};
[[nodiscard]] Division division_of(const Placement& placement, std::span<const double> patients);

/// Codes with their patients, most patients first: "W01 (about 120 patients), W02 (1 to 7) and 3 more".
/// Under disclosure control, whatever is shown of results, so that no small count is given away.
[[nodiscard]] std::string list_with_patients(std::span<const std::string> codes,
                                             std::span<const double> patients, std::size_t most = 20);

/// Code of a place as it stands in tables: that of the footprint, "outside" or "unknown".
[[nodiscard]] const std::string& place_code(const Plan& plan, FootprintIndex place);

}  // namespace shapes
