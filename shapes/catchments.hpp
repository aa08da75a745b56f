// Catchment populations: how many people a site serves, by three methods that differ by a fifth and more for
// the same site, so that no figure means anything without its method.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"
#include "shapes/flow_table.hpp"
#include "shapes/join.hpp"
#include "shapes/placement.hpp"
#include "shapes/ranges.hpp"

namespace shapes {

enum class CatchmentMethod {
    first_past_the_post,  ///< an origin whole to the site with the greatest share of its patients
    share,                ///< an origin whole to every site with at least a threshold of its patients
    proportional          ///< an origin divided among sites by their shares
};

/// Name as it stands in options and reports: "fptp", "share", "proportional".
[[nodiscard]] std::string_view to_string(CatchmentMethod method);

/// The catchment of one site by one method.
struct Catchment {
    double population = 0.0;
    std::size_t origins = 0;
    /// People counted for other sites too: with `share` only, the others count each person once.
    double overlap_population = 0.0;
    std::size_t overlap_origins = 0;  ///< origins that also are, whole or in part, in other catchments
    /// Least and greatest population over every way to fill suppressed cells; nullopt when none of an origin
    /// of the site is suppressed. Exact.
    std::optional<Range> bounds;
};

/// All sites by one method.
struct CatchmentsOfMethod {
    CatchmentMethod method;
    std::vector<Catchment> sites;  ///< in the order of Catchments::sites
    double assigned = 0.0;         ///< people in one catchment or more, each counted once
    double in_none = 0.0;
    double in_several = 0.0;
    std::size_t origins_in_none = 0;
    std::size_t origins_in_several = 0;
};

/// An origin whose greatest share goes to several sites; first past the post gives it to the first.
struct TiedOrigin {
    std::string origin;
    std::vector<std::string> sites;
};

struct Catchments {
    std::vector<std::string> sites;  ///< codes, sorted; flows to an unknown site make no catchment
    std::vector<CatchmentsOfMethod> methods;
    std::vector<TiedOrigin> ties;
    double threshold = 0.0;
    double population = 0.0;  ///< of all origins of the population table
    JoinReport join;          ///< origins of flows to population
    std::vector<geo::Finding> findings;
};

struct CatchmentOptions {
    std::vector<CatchmentMethod> methods;
    double threshold = 0.3;  ///< of CatchmentMethod::share
    SuppressedRow suppressed = {};
    /// The flows were made of shares of the population: what these do not cover is in no catchment. Otherwise
    /// a share is one of the patients of the origin, with those of unknown sites among them.
    bool has_shares_of_population = false;
};

/// Catchments of the sites of a flow table. An origin is a row of it; people of origins without flows are in
/// no catchment. Of equal shares first past the post takes the site with the lower code, and names the tie. A
/// share within 1e-12 of the threshold reaches it. Methods as used by the NHS (OHID, NHS acute trust
/// catchment populations; Gilmour 2010 on their margins). Findings: origins with flows and no population (a
/// violation: their people cannot be counted), ties (a note). O(cells x methods).
/// @throws UsageError for a threshold that is not above 0 and at most 1; InputError when no origin has a
///   population.
[[nodiscard]] Catchments find_catchments(const FlowTable& flows, const AreaValues& population,
                                         const CatchmentOptions& options);

/// The flows with footprints for sites, "outside" for sites outside the study area and the empty code for
/// unknown ones, so that catchments of footprints can be had. O(parts log parts).
/// @pre `sites` places each site of `flows`.
[[nodiscard]] FlowTable flows_to_footprints(const FlowTable& flows, const Placement& sites, const Plan& plan);

}  // namespace shapes
